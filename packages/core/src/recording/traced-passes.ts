import type { Recorder } from "@nn/numerics";
import { Passes } from "../memory/passes.js";
import type { Tracing } from "./tracing.js";
import type { LayersWatch } from "./watch/layers-watch.js";

/**
 * Passes like others over a batch, to be recorded: a layer that says that it calls kernels alone runs on traced arrays,
 * and any other one is called at each run.
 */
export class TracedPasses {
  readonly #recorder: Recorder;
  readonly #watched: LayersWatch;
  readonly #traced: Passes;
  /** For layers that are called, which is seldom. The frames of a workspace are used for any batch. */
  readonly #plain: () => Passes;

  constructor(passes: Passes, watched: LayersWatch, recorder: Recorder, tracing: Tracing, batch: number) {
    this.#recorder = recorder;
    this.#watched = watched;
    const layers = passes.layers.map((layer, i) => tracing.component(layer, watched.foreignOf(i)));
    this.#traced = new Passes(
      layers,
      passes.frames.map((frame) => tracing.frame(frame)),
    );
    this.#traced.setBatch(batch);
    let plain: Passes | undefined;
    this.#plain = () => {
      plain ??= passes.over(batch);
      return plain;
    };
  }

  forward(): void {
    for (let i = 0; i < this.#traced.layers.length; i++) this.#record(i, "forwardAt");
  }

  backward(): void {
    for (let i = this.#traced.layers.length - 1; i >= 0; i--) this.#record(i, "backwardAt");
  }

  #record(i: number, pass: "forwardAt" | "backwardAt"): void {
    const attempt = (): void => void this.#traced[pass](i);
    this.#recorder.component(this.#watched.isTraced(i) ? attempt : undefined, () => void this.#plain()[pass](i));
  }
}
