import { DataError, isShape, type Shape, sizeOf } from "@nn/core/component";
import { listed, listOf } from "../checked.js";
import type { Model } from "./model.js";

/** 4 million, as of all that a network makes of it. */
const LARGEST_EXAMPLE = 2 ** 22;

const REMEDY = "Give it: { inputShape: [20, 3] }";

/** The shape of one example, by the file or as it is given. */
export function inputShapeOf({ inputShapes }: Model, given: Shape | undefined): Shape {
  const said = inputShapes.find((shape) => shape !== undefined && shape !== null);
  const own = said === undefined ? undefined : listOf(said, "The Keras model's input shape").slice(1);
  const shape = (given === undefined ? own : listOf(given, "inputShape")) as Shape | undefined;
  if (shape === undefined) throw new DataError(`The Keras model doesn't say what shape an example has. ${REMEDY}.`);
  if (!isShape(shape) || sizeOf(shape) > LARGEST_EXAMPLE) {
    throw new DataError(
      `The Keras model's examples must have a shape of whole numbers, 4 million numbers at most, but have ${listed(shape)}. ${REMEDY}.`,
    );
  }
  if (own !== undefined && (own.length !== shape.length || own.some((size, i) => size !== null && size !== shape[i]))) {
    throw new DataError(
      `The Keras model's examples are ${listed(own)}, which inputShape, ${listed(shape)}, doesn't fit.`,
    );
  }
  return shape;
}
