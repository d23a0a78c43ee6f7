import { DataError, show } from "@nn/core/component";
import { type Fields, fieldsOf, listOf } from "../checked.js";

/** A neuron with its place in the layers. */
export interface Neuron {
  /** Its number in the file's list. */
  readonly id: number;
  readonly what: string;
  readonly fields: Fields;
}

/** The neurons layer by layer: the inputs, the hidden ones by their numbers, the outputs. */
export function layersOf(value: unknown): Neuron[][] {
  const byLayer = new Map<unknown, Neuron[]>();
  for (const [id, given] of listOf(value, "The synaptic network's neurons").entries()) {
    const what = `The synaptic network's neuron ${id}`;
    const fields = fieldsOf(given, what);
    const { layer } = fields;
    if (layer !== "input" && layer !== "output" && !isHidden(layer)) {
      throw new DataError(
        `${what} must be of the layer "input", "output" or a hidden one's number, but is of ${show(layer)}.`,
      );
    }
    const key = isHidden(layer) ? Number(layer) : layer;
    const neuron = { id, what, fields };
    const others = byLayer.get(key);
    if (others === undefined) byLayer.set(key, [neuron]);
    else others.push(neuron);
  }
  const hidden = Array.from(
    { length: [...byLayer.keys()].filter((key) => typeof key === "number").length },
    (_, i) => i,
  );
  return ["input", ...hidden, "output"].map((key) => {
    const layer = byLayer.get(key);
    if (layer !== undefined) return layer;
    throw new DataError(
      `The synaptic network has no neurons in its ${typeof key === "number" ? `hidden layer ${key}` : `layer ${show(key)}`}.`,
    );
  });
}

function isHidden(layer: unknown): boolean {
  return Number.isSafeInteger(layer) && (layer as number) >= 0;
}
