import { type Begun, type Reached, Tape, type Told } from "./tape.js";

/** A training to be gone on with. */
export interface Job {
  readonly id: number;
  readonly told: Told;
  readonly begun: Begun;
  readonly goal: number;
}

/** What came of a job so far. */
export interface Answer {
  readonly id: number;
  readonly reached: Reached;
}

/** The worker's side of the messages. */
export interface Side {
  onmessage: ((event: { readonly data: Job | null }) => void) | null;
  postMessage(answer: Answer | null): void;
}

/** So long it trains before it tells of it, and looks for another job, in milliseconds. */
const MOMENT = 50;

/** Says null when it is ready, and then trains what it is sent; null ends that. */
export function serve(side: Side): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  side.onmessage = ({ data: job }) => {
    clearTimeout(timer);
    if (job === null) return;
    const { id, told, begun, goal } = job;
    const tape = new Tape(told, begun);
    let marks: Reached["marks"][number][] = [];
    tape.onMark = (...mark) => marks.push(mark);
    let firstLoss = tape.losses.length;
    const goOn = (): void => {
      const end = performance.now() + MOMENT;
      const step = tape.advance(goal, () => performance.now() > end);
      const isStopped = tape.stopped !== null;
      const state = tape.training.trainer.state();
      side.postMessage({
        id,
        reached: { step, state, marks, losses: tape.losses.slice(firstLoss), firstLoss, isStopped },
      });
      marks = [];
      firstLoss = tape.losses.length;
      if (step < goal && !isStopped) timer = setTimeout(goOn);
    };
    goOn();
  };
  side.postMessage(null);
}
