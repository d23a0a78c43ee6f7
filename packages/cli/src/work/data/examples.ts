import { seededRandom } from "@nn/core";
import { type Network, type Random, sizeOf } from "@nn/core/component";

/** Numbers that a network takes, and others like those that it gives. */
export interface DrawnExamples {
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** Examples for a network that has none: drawn evenly from −1 to 1, and whole numbers for one that takes such. Each time the same. */
export function drawnExamples({ stack }: Network, count: number): DrawnExamples {
  const random = seededRandom(0, "examples");
  const { indexCount } = stack.places[0]!.layer;
  const input = indexCount === undefined ? signed : (draw: Random) => Math.floor(draw() * indexCount);
  return {
    inputs: Float64Array.from({ length: count * sizeOf(stack.inputShape) }, () => input(random)),
    targets: Float64Array.from({ length: count * sizeOf(stack.outputShape) }, () => signed(random)),
  };
}

function signed(draw: Random): number {
  return 2 * draw() - 1;
}
