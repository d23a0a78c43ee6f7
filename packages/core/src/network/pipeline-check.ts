import { formatShape, isRecord, OptionError, ShapeError, show, sizeOf } from "@nn/numerics";
import { mismatchOf } from "../components/mismatch.js";
import type { NetworkPipeline } from "../contracts/pipeline.js";
import type { Place, Stack } from "./stack/stack.js";

const METHODS: readonly (keyof NetworkPipeline)[] = ["takes", "isRow", "inputs", "data", "answers"];

/**
 * Refuses what is no pipeline, one that gives another number of inputs or of targets than the layers have, and one that
 * can't take the outputs of the last layer for what they are to be.
 *
 * @throws OptionError or ShapeError with both sides.
 */
export function checkPipeline(pipeline: NetworkPipeline, stack: Stack): void {
  const missing = isRecord(pipeline) ? METHODS.filter((name) => typeof pipeline[name] !== "function") : METHODS;
  if (missing.length > 0) {
    const without = missing.length < METHODS.length ? ` without ${missing.join(", ")}` : "";
    throw new OptionError(
      `Sequential's pipeline must be one, as Pipeline.fit(table, { target: "gender" }) of @nn/data gives, but is ${show(pipeline)}${without}.`,
    );
  }
  const { inputSize, outputSize, predictions } = pipeline;
  const { places, inputShape, outputShape } = stack;
  if (inputSize !== sizeOf(inputShape)) {
    throw misfit("turns a row into", inputSize, "input", places[0]!, `takes ${formatShape(inputShape)}`);
  }
  if (outputSize !== sizeOf(outputShape)) {
    throw misfit("takes", outputSize, "output", places.at(-1)!, `the last one, gives ${formatShape(outputShape)}`);
  }
  const mismatch = predictions && mismatchOf(places.at(-1)!, { name: "The pipeline", predictions });
  if (mismatch !== undefined) throw new OptionError(mismatch);
}

function misfit(does: string, size: number, what: "input" | "output", { label }: Place, has: string): ShapeError {
  return new ShapeError(
    `The pipeline ${does} ${show(size)} ${what}${size === 1 ? "" : "s"}, but ${label}, ${has}. ` +
      `Make the two equal: the layer's number of ${what}s is pipeline.${what}Size.`,
  );
}
