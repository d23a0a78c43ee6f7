import type { EpochExplanation } from "@nn/explain";
import type { State } from "../../state/state.js";
import { type Shown, wordsOf } from "../words.js";

/** An epoch, update by update. */
export interface StoryScene {
  readonly before: Shown;
  readonly rows: readonly {
    readonly step: number;
    /** The rows that it learns from. */
    readonly names: string;
    readonly before: Shown;
    readonly after: Shown;
    readonly mean: Shown;
  }[];
}

export function storyScene(story: EpochExplanation, { data, look }: State): StoryScene {
  const { number } = wordsOf(look);
  return {
    before: number(story.before),
    rows: story.steps.map(({ step, examples, before, after, mean }) => ({
      step,
      names: examples.map((example) => data.rows[example - 1]!.name).join(", "),
      before: number(before),
      after: number(after),
      mean: number(mean),
    })),
  };
}
