import type { Shape } from "@nn/core/component";

/** What layers of sequences share that have no parameters. */
export abstract class StepsLayer<Saved extends string = never> {
  /** The dimensions of a sequence. */
  readonly inputAxes = ["steps", "features"] as const;

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** What forward keeps for backward; nothing unless a layer says so. */
  saved(_input: Shape): Partial<Record<Saved, Shape>> {
    return {};
  }
}
