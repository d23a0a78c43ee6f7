import type { Tape, Told } from "./engine/tape.js";
import type { TrainingAnswer, TrainingJob } from "./engine/worker.js";
import { Thread } from "./thread.js";

/** So long a run goes on before the page is shown again, in milliseconds. */
const MOMENT = 50;

/** A training on its way. */
interface Going {
  readonly tape: Tape;
  readonly told: Told;
  readonly goal: number;
}

/**
 * A run to a step. It begins at once, and goes on moment by moment until a worker is ready to take it over: where the browser
 * refuses one, to its end.
 */
export class Run {
  readonly #onStep: (go: () => number) => void;
  #going: Going | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Missing before the first run that takes longer. */
  #thread: Thread<TrainingJob, TrainingAnswer> | undefined;
  #job = 0;

  /** @param onStep - Is told how to go on with the tape's training, and gets to know where it then is. */
  constructor(onStep: (go: () => number) => void) {
    this.#onStep = onStep;
  }

  /** The step that it goes to; null where none goes on. */
  get goal(): number | null {
    return this.#going?.goal ?? null;
  }

  /** Goes to a step, or towards it; says where it came to. */
  to(goal: number, tape: Tape, told: Told): number {
    this.end();
    const step = advanced(tape, goal);
    if (step === goal || tape.stopped !== null) return step;
    this.#thread ??= new Thread(
      (answer) => this.#take(answer),
      () => this.#going && this.#goOnLater(this.#going),
    );
    this.#goOnLater({ tape, told, goal });
    return step;
  }

  end(): void {
    this.#going = null;
    this.#job++;
    clearTimeout(this.#timer);
    this.#thread?.send(null);
  }

  #goOnLater(going: Going): void {
    this.#going = going;
    const { tape, told, goal } = going;
    this.#timer = setTimeout(() => {
      if (this.#thread!.send({ kind: "training", id: this.#job, told, begun: tape.end(), goal })) return;
      this.#onStep(() => {
        const step = advanced(tape, goal);
        if (step === goal || tape.stopped !== null) this.#going = null;
        else this.#goOnLater(going);
        return step;
      });
    });
  }

  #take({ id, reached }: TrainingAnswer): void {
    if (id !== this.#job || this.#going === null) return;
    const { tape, goal } = this.#going;
    const { step, isStopped } = reached;
    tape.take(reached);
    // Of many answers, the last is shown.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (step === goal || isStopped) this.#going = null;
      this.#onStep(() => step);
    });
  }
}

function advanced(tape: Tape, goal: number): number {
  const end = performance.now() + MOMENT;
  return tape.advance(goal, () => performance.now() > end);
}
