// What takes the place of the parts of @nn that a page of small networks does without, in its file alone: see build.mjs. Steps are
// the same to the bit without them, kernel by kernel.
import { type Backend, reference } from "@nn/core/backend";

export const defaultBackend = (): Backend => reference;

/** There is room wherever the engine finds it. */
export const backendWithRoom = (): Backend => reference;

// Nothing is recorded: plain loops can't be.

export class ForwardRecording {
  programFor(): undefined {}
}

export class EvaluationRecording {
  run(): boolean {
    return false;
  }
  tally(): void {}
  report(): undefined {}
  rest(): void {}
}

export class StepRecording {
  run(): number {
    return 0;
  }
}

/** The page goes step by step. */
export function fit(): never {
  throw new Error("The page's file has no fit in it.");
}

export class FitCompanion {}
export class TrainingNotes {}
