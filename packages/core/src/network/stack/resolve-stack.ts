import type { Shape } from "@nn/numerics";
import { isRecord, OptionError, show, trueOrFalse } from "@nn/numerics";
import { lackOf } from "../../components/component.js";
import type { Layer } from "../../contracts/layer.js";
import { checkRange } from "../../contracts/mathematics/range.js";
import { type PlacedParameter, placeLayers, type Stack } from "./stack.js";

/**
 * Resolves the shapes of a stack from its input to its output.
 *
 * @param inputShape - The shape of one example; needed only if the layers don't know it.
 * @throws ShapeError if two neighbours don't fit, with both layers, their places and sizes.
 */
export function resolveStack(layers: readonly Layer[], inputShape?: Shape): Stack {
  const stack = placeLayers(layers, inputShape);
  checkPlaces(stack);
  return stack;
}

/** @throws OptionError for parameters that can't be drawn, and for outputs whose range isn't one. */
export function checkPlaces({ places, allPlaces }: Stack): void {
  for (const place of allPlaces) {
    const { layer, index, path, label, parameters } = place;
    checkRange(label, layer.outputRange);
    checkEquipment(label, layer.equipment);
    // In a branch, what is before it may have nothing to learn.
    if (layer.indexCount !== undefined && index > 0 && places.includes(place)) {
      throw new OptionError(
        `${label}, takes whole numbers, through which no derivative flows back: it must be the first layer, but is layer ${path}.`,
      );
    }
    for (const parameter of parameters) {
      checkDrawing(label, parameter);
      checkUse(label, parameter);
    }
  }
}

/** @throws OptionError for equipment that isn't any. */
function checkEquipment(label: string, equipment: Layer["equipment"]): void {
  if (equipment === undefined) return;
  const isOne = isRecord(equipment);
  if (isOne && (equipment.chance === undefined || typeof Object(equipment.chance).streamOf === "function")) return;
  const lack = isOne ? `its chance is ${show(equipment.chance)}` : `is ${show(equipment)}`;
  throw new OptionError(`${label}: equipment must be { chance }, with chance of @nn/core/component, but ${lack}.`);
}

/** @throws OptionError for first values that can't be drawn. */
function checkDrawing(label: string, { name, initializer, fanIn, fanOut }: PlacedParameter): void {
  const lack = lackOf(initializer, ["fill"]);
  if (lack !== undefined) {
    throw new OptionError(`${label}: the initializer of "${name}" must be one, such as heNormal, but is ${lack}`);
  }
  if (Number.isFinite(fanIn) && Number.isFinite(fanOut) && fanIn >= 0 && fanOut >= 0) return;
  throw new OptionError(
    `${label}: fanIn and fanOut of "${name}" must be numbers of at least 0, but are ${show(fanIn)} and ${show(fanOut)}.`,
  );
}

const ROLES: readonly unknown[] = ["weight", "bias", "scale"];

/** @throws OptionError for a role that there isn't, and for what is neither trained nor not. */
function checkUse(label: string, { name, role = "weight", trainable = true }: PlacedParameter): void {
  if (!ROLES.includes(role)) {
    throw new OptionError(`${label}: the role of "${name}" must be "weight", "bias" or "scale", but is ${show(role)}.`);
  }
  trueOrFalse(`${label}: trainable of "${name}"`, trainable);
}
