import { datasetFor, seededRandom } from "@nn/core";
import type { Layer, LearningRate } from "@nn/core/component";
import type { FitState } from "@nn/core/types";
import { describe, expect, test } from "vitest";
import { after, bitsOf, dataOf, type Kind, kinds, networkOf, optionsOf, STEPS } from "./kinds.js";
import { Moment, type Way, ways } from "./ways.js";

/** How many moments each training is ended at: `npm run check:endings` tries 500. */
const MOMENTS = Number(process.env.ENDINGS_MOMENTS ?? 2);
/** Later than anything happens for the last time. */
const LAST_MOMENT = 5 * STEPS;

/** What a training is when something has ended it, with the number of its steps. */
async function endedAt(kind: Kind, way: Way, at: number): Promise<{ bits: string; step: number; isWhole: boolean }> {
  const moment = new Moment(at);
  const layers = (own: Layer[]): Layer[] => way.layers?.(own, moment) ?? own;
  const network = networkOf(kind, layers);
  const options = optionsOf(kind, way.rate?.(moment));
  const more = way.options?.(moment, options.optimizer as unknown as { learningRate: LearningRate }) ?? {};
  let state: FitState | undefined;
  const keep = {
    name: "keep",
    ended: (run: { state(): FitState }) => {
      state = run.state();
    },
  };
  let isWhole = false;
  try {
    const data = way.data?.(moment, kind) ?? datasetFor(network, dataOf(kind));
    const { stopped } = await network.fit(data, {
      ...options,
      ...more,
      onWarning: () => {},
      callbacks: [...(more.callbacks ?? []), keep],
    });
    isWhole = stopped === "finished";
  } catch {
    // What ended it.
  }
  // Before the first step, a mistake is thrown at once, and there is no training.
  if (state === undefined) return { bits: "", step: 0, isWhole };
  expect(JSON.stringify(network.getParameters())).toBe(
    JSON.stringify(
      Object.fromEntries(Object.entries(state.trainer.parameters).map(([name, values]) => [name, [...values]])),
    ),
  );
  return { bits: bitsOf(state), step: state.trainer.step, isWhole };
}

describe.each(kinds)("$name in $dtype is, to the bit, a training that was stopped there, after", (kind) => {
  const expected = after(kind);

  test.each(Object.entries(ways))("%s", async (name, way) => {
    const random = seededRandom(`${kind.name} ${kind.dtype} ${name}`);
    const states = await expected;
    const seen = new Set<number>();
    for (let i = 0; i < MOMENTS; i++) {
      const at = Math.floor(random() * LAST_MOMENT);
      const { bits, step, isWhole } = await endedAt(kind, way, at);
      if (bits === "" || isWhole) continue;
      seen.add(step);
      expect(stepsOf(bits, states), `moment ${at}`).toBe(step);
    }
    if (MOMENTS > 100) expect(seen.size).toBeGreaterThan(2);
  });
});

/** After how many steps a training is what it is; −1 where it is no training that was stopped. */
function stepsOf(bits: string, states: readonly string[]): number {
  return states.lastIndexOf(bits);
}
