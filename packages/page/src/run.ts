import type { Tape, Told } from "./engine/tape.js";
import type { Answer, Job } from "./engine/worker.js";

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
  readonly #onStep: (step: number) => void;
  #going: Going | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Missing before the first run that takes longer, null where the browser refuses one. */
  #worker: Worker | null | undefined;
  #isReady = false;
  #job = 0;

  /** @param onStep - Is told where the tape's training is. */
  constructor(onStep: (step: number) => void) {
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
    if (this.#worker === undefined) this.#worker = this.#started();
    this.#goOnLater({ tape, told, goal });
    return step;
  }

  end(): void {
    this.#going = null;
    this.#job++;
    clearTimeout(this.#timer);
    if (this.#isReady) this.#worker?.postMessage(null);
  }

  #goOnLater(going: Going): void {
    this.#going = going;
    const { tape, told, goal } = going;
    this.#timer = setTimeout(() => {
      if (this.#isReady) {
        const job: Job = { id: this.#job, told, begun: tape.end(), goal };
        this.#worker!.postMessage(job);
        return;
      }
      const step = advanced(tape, goal);
      if (step === goal || tape.stopped !== null) this.#going = null;
      else this.#goOnLater(going);
      this.#onStep(step);
    });
  }

  #take({ id, reached }: Answer): void {
    if (id !== this.#job || this.#going === null) return;
    const { tape, goal } = this.#going;
    const { step, isStopped } = reached;
    tape.take(reached);
    // Of many answers, the last is shown.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (step === goal || isStopped) this.#going = null;
      this.#onStep(step);
    });
  }

  /** A worker of the page's own script, so that the file has it once. */
  #started(): Worker | null {
    try {
      const script = document.querySelector("script")!.textContent;
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      worker.onmessage = ({ data }: MessageEvent<Answer | null>) => {
        if (data === null) this.#isReady = true;
        else this.#take(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        // It can't begin, or go on: the page does, or says why not.
        if (this.#isReady && this.#going) this.#goOnLater(this.#going);
        this.#isReady = false;
      };
      return worker;
    } catch {
      return null;
    }
  }
}

function advanced(tape: Tape, goal: number): number {
  const end = performance.now() + MOMENT;
  return tape.advance(goal, () => performance.now() > end);
}
