import type { Shape } from "@nn/core/component";

/** What layers of images share that have no parameters. */
export abstract class ImageLayer<Saved extends string = never> {
  /** The dimensions of an image. */
  readonly inputAxes = ["height", "width", "channels"] as const;

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** What forward keeps for backward; nothing unless a layer says so. */
  saved(_input: Shape): Partial<Record<Saved, Shape>> {
    return {};
  }
}
