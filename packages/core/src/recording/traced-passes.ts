import type { Recorder } from "@nn/numerics";
import { type BranchOfFrame, LayerFrame } from "../memory/frames/frame.js";
import { Passes } from "../memory/passes.js";
import type { Tracing } from "./tracing.js";
import type { LayersWatch } from "./watch/layers-watch.js";

/** What passes are recorded with. */
export interface PassRecording {
  readonly recorder: Recorder;
  readonly tracing: Tracing;
  readonly watched: LayersWatch;
  readonly batch: number;
}

/**
 * Passes like others over a batch, to be recorded: a layer that says that it calls kernels alone runs on traced arrays,
 * and any other one is called at each run.
 */
export class TracedPasses extends Passes {
  readonly #recording: PassRecording;
  /** For layers that are called, which is seldom. The frames of a workspace are used for any batch. */
  readonly #plain: () => Passes;

  constructor(
    passes: Passes,
    recording: PassRecording,
    plain: () => Passes = once(() => passesOver(passes, recording.batch)),
  ) {
    const { tracing, watched } = recording;
    super(
      passes.layers.map((layer, i) => tracing.component(layer, watched.foreignOf(passes.frames[i]!.number))),
      passes.frames.map((frame, i) => {
        const within = (name: string) => (): Passes => passesOf(plain().frames[i]!.branches[name]!);
        return tracing.frame(
          frame,
          branchesLike(frame, (own, name) => new TracedPasses(own, recording, within(name))),
        );
      }),
      passes.lowest,
    );
    this.#recording = recording;
    this.#plain = plain;
    this.setBatch(recording.batch);
  }

  override setBatch(batch: number): void {
    // What prepares may look into arrays, unless it is traced.
    for (const [i, frame] of this.frames.entries())
      frame.setBatch(batch, this.#isTraced(i) ? this.layers[i] : undefined);
  }

  override forwardAt(i: number): void {
    this.#record(i, () => void super.forwardAt(i), "forwardAt");
  }

  override backwardAt(i: number): void {
    this.#record(i, () => void super.backwardAt(i), "backwardAt");
  }

  #record(i: number, attempt: () => void, pass: "forwardAt" | "backwardAt"): void {
    this.#recording.recorder.component(this.#isTraced(i) ? attempt : undefined, () => void this.#plain()[pass](i));
  }

  #isTraced(i: number): boolean {
    return this.#recording.watched.isTraced(this.frames[i]!.number);
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The same passes on the same arrays over so many examples, whatever batch these are set to. */
function passesOver(passes: Passes, batch: number): Passes {
  const again = likePasses(passes);
  again.setBatch(batch);
  return again;
}

function likePasses({ layers, frames, lowest }: Passes): Passes {
  const own = frames.map(
    (frame) => new LayerFrame(frame.kernels, frame, { ...frame, branches: branchesLike(frame, likePasses) }),
  );
  return new Passes(layers, own, lowest);
}

/** The branches of a frame on other passes; nothing where it has none. */
function branchesLike(
  { branches }: LayerFrame,
  other: (passes: Passes, name: string) => Passes,
): Readonly<Record<string, Passes>> {
  const made: Record<string, Passes> = {};
  for (const name of Object.keys(branches)) made[name] = other(passesOf(branches[name]!), name);
  return made;
}

/** The passes that a branch is: all are made here. */
function passesOf(branch: BranchOfFrame): Passes {
  return branch as Passes;
}
