import type { Program } from "@nn/numerics";
import type { Network } from "../contracts/network.js";
import type { RecordedForwards } from "../equipment/recorded.js";
import type { Passes } from "../memory/passes.js";
import { TracedPasses } from "./traced-passes.js";
import { Tracing } from "./tracing.js";
import { LayersWatch } from "./watch/layers-watch.js";

/** Recording costs about as much as so many passes. */
const WORTH_RECORDING = 8;

/** A forward pass over so many examples as it was each time. */
interface Forward {
  /** How many passes are still to be made before it is recorded. */
  left: number;
  /** What was recorded; `undefined` also for a pass that can't be. */
  program: Program | undefined;
}

/** The recorded forward passes of a workspace, by their batch: each for as long as the layers stay as they are. */
export class ForwardRecording implements RecordedForwards {
  readonly #network: Network;
  readonly #passes: Passes;
  readonly #forwards: Map<number, Forward> = new Map();
  /** What has to stay as it is for what was recorded; `undefined` before anything was, and where nothing can be. */
  #watched: LayersWatch | undefined;
  /** The last batch, and its pass. */
  #batch: number = Number.NaN;
  #forward: Forward | undefined;

  constructor(network: Network, passes: Passes) {
    this.#network = network;
    this.#passes = passes;
  }

  programFor(batch: number): Program | undefined {
    if (batch !== this.#batch) {
      this.#forward = this.#forwardOf(batch);
      this.#batch = batch;
    }
    const forward = this.#forward!;
    if (this.#watched !== undefined && !this.#watched.forwardsHold()) this.#forget();
    if (forward.left > 0 && --forward.left === 0) forward.program = this.#record(batch);
    return forward.program;
  }

  /** A layer has changed: whatever was recorded isn't what the layers do now. */
  #forget(): void {
    this.#watched = undefined;
    for (const forward of this.#forwards.values()) {
      forward.left = WORTH_RECORDING;
      forward.program = undefined;
    }
  }

  #forwardOf(batch: number): Forward {
    const known = this.#forwards.get(batch);
    if (known !== undefined) return known;
    const forward = { left: WORTH_RECORDING, program: undefined };
    this.#forwards.set(batch, forward);
    return forward;
  }

  #record(batch: number): Program | undefined {
    const { backend, dtype, stack } = this.#network;
    const watched = new LayersWatch(stack);
    this.#watched ??= watched;
    if (!watched.isTraceable) return undefined;
    let usesStep = false;
    const program = backend.record?.(dtype, (recorder) => {
      const tracing = new Tracing(recorder, backend.kernels(dtype));
      new TracedPasses(this.#passes, { recorder, tracing, watched, batch }).forward();
      usesStep = tracing.usesStep;
    });
    // Trainings that draw random numbers record whole steps.
    return usesStep ? undefined : program;
  }
}
