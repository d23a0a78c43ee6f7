import { isShape, OptionError, type Shape, ShapeError, show, told } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import { lackOf } from "../../components/component.js";
import type { Layer } from "../../contracts/layer.js";

/** A shape, or what was given for one, as messages show it. */
export function showShape(shape: Shape | undefined): string {
  // Not with `join`, which leaves out what is undefined.
  return Array.isArray(shape) && shape.length <= 20 ? `[${Array.from(shape, show).join(", ")}]` : show(shape);
}

/**
 * Refuses at run time what the compiler would refuse.
 *
 * @param where - What takes the layers, for the message: `"Residual"`; a network unless given.
 * @throws OptionError for what is no list of layers; ShapeError for an empty one.
 *
 * @example
 * checkLayers([new Dense(2, 1)], "Residual");
 * checkLayers([], "Residual"); // throws ShapeError: Residual needs at least one layer, but got an empty array.
 */
export function checkLayers(layers: readonly Layer[], where?: string): void {
  const taker = told(where ?? "A Sequential");
  const place = where === undefined ? "" : `${taker}: `;
  if (!Array.isArray(layers)) {
    throw new OptionError(
      `${taker} takes its layers as a list, [new Dense(2, 1)], but got ${show(layers)}.${advice.onLayers?.(layers) ?? ""}`,
    );
  }
  if (layers.length === 0) throw new ShapeError(`${taker} needs at least one layer, but got an empty array.`);
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index]!;
    const lack = lackOf(layer, LAYER);
    if (lack !== undefined) {
      throw new OptionError(
        `${place}layer ${index} must be a layer, such as new Dense(2, 1), but is ${lack}${advice.onLayer?.(layer) ?? ""}`,
      );
    }
    const label = `${place}layer ${index}, ${layer.name}`;
    checkInputShape(`${label}: `, layer.inputShape);
    advice.onAxes?.(label, layer.inputAxes);
  }
}

/** @throws OptionError for an input shape that is none. @param place - Whose it is, before its name. */
export function checkInputShape(place: string, inputShape: Shape | undefined): void {
  if (inputShape === undefined || isShape(inputShape)) return;
  throw new OptionError(
    `${place}inputShape must be a list of whole numbers, as in [28, 28], but is ${showShape(inputShape)}.${advice.onShape?.(inputShape) ?? ""}`,
  );
}

/** The methods of a layer. */
export const LAYER: readonly string[] = ["outputShape", "parameters", "saved", "forward", "backward"];
