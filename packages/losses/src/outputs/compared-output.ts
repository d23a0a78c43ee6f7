import { type ComparedOutput, type Metric, type Place, show } from "@nn/core/component";
import { giverOf } from "./giver-of.js";
import type { PlacedOutput } from "./output-losses.js";

/** What gives an output, and what a figure of it takes; nothing where the one or the other isn't known. */
export function comparedOutput(
  places: readonly Place[],
  { name, prediction }: PlacedOutput,
  figure: Pick<Metric, "name" | "predictions">,
): readonly ComparedOutput[] {
  const giver = giverOf(places, prediction);
  if (giver === undefined) return [];
  return [{ giver, taken: { name: `${figure.name} of ${show(name)}`, predictions: figure.predictions } }];
}
