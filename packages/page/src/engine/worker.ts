import { type Comparison, Experiment, type Run } from "./experiment.js";
import { type Begun, type Reached, Tape, type Told } from "./tape.js";

/** A training to be gone on with. */
export interface TrainingJob {
  readonly kind: "training";
  readonly id: number;
  readonly told: Told;
  readonly begun: Begun;
  readonly goal: number;
}

/** What came of it so far. */
export interface TrainingAnswer {
  readonly id: number;
  readonly reached: Reached;
}

/** The trainings of an experiment to be gone on with. */
export interface ExperimentJob {
  readonly kind: "experiment";
  readonly id: number;
  readonly told: Comparison;
  readonly runs: readonly Run[];
}

/** What came of them so far. */
export interface ExperimentAnswer {
  readonly id: number;
  readonly runs: readonly Run[];
}

export type Job = TrainingJob | ExperimentJob;
export type Answer = TrainingAnswer | ExperimentAnswer;

/** The worker's side of the messages. */
export interface Side {
  onmessage: ((event: { readonly data: Job | null }) => void) | null;
  postMessage(answer: Answer | null): void;
}

/** So long it works before it tells of it, and looks for another job, in milliseconds. */
const MOMENT = 50;

/** Goes on until time is over; says what came of it, and whether that is all. */
type Work = (isOver: () => boolean) => readonly [answer: Answer, isDone: boolean];

/** Says null when it is ready, and then does what it is sent; null ends that. */
export function serve(side: Side): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  side.onmessage = ({ data: job }) => {
    clearTimeout(timer);
    if (job === null) return;
    const work = job.kind === "training" ? training(job) : comparing(job);
    const goOn = (): void => {
      const end = performance.now() + MOMENT;
      const [answer, isDone] = work(() => performance.now() > end);
      side.postMessage(answer);
      if (!isDone) timer = setTimeout(goOn);
    };
    goOn();
  };
  side.postMessage(null);
}

function training({ id, told, begun, goal }: TrainingJob): Work {
  const tape = new Tape(told, begun);
  let marks: Reached["marks"][number][] = [];
  tape.onMark = (...mark) => marks.push(mark);
  let firstLoss = tape.losses.length;
  return (isOver) => {
    const step = tape.advance(goal, isOver);
    const isStopped = tape.stopped !== null;
    const state = tape.training.trainer.state();
    const reached = { step, state, marks, losses: tape.losses.slice(firstLoss), firstLoss, isStopped };
    marks = [];
    firstLoss = tape.losses.length;
    return [{ id, reached }, step === goal || isStopped];
  };
}

function comparing({ id, told, runs }: ExperimentJob): Work {
  const experiment = new Experiment(told, runs);
  return (isOver) => {
    experiment.advance(isOver);
    return [{ id, runs: experiment.runs }, experiment.isDone];
  };
}
