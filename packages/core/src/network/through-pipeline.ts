import type { NetworkPipeline } from "../contracts/pipeline.js";
import type { Examples } from "../data/examples.js";
import type { House } from "../equipment/equipment.js";

/** What a network answers: to rows of its pipeline by that, and to all else in numbers. */
export function answersTo(
  given: unknown,
  predictor: House["predictor"],
  pipeline: NetworkPipeline | undefined,
): unknown {
  if (!pipeline?.takes(given)) {
    pipeline?.check?.(given);
    return predictor.predict(given as Examples);
  }
  // A list of typed arrays is taken for any shape of an example.
  const inputs = pipeline.inputs(given as never).map((row) => Float64Array.from(row));
  const answers = pipeline.answers(predictor.predict(inputs) as readonly Float64Array[]);
  return pipeline.isRow(given) ? answers[0] : answers;
}
