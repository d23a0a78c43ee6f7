import { type Comparison, Experiment, type Run } from "./engine/experiment.js";
import type { ExperimentAnswer, ExperimentJob } from "./engine/worker.js";
import type { State } from "./state/state.js";
import { Thread } from "./thread.js";

/** So long it may go on before the page is shown again, in milliseconds. */
const MOMENT = 50;

/** The trainings of an experiment: moment by moment until a worker is ready to take them over, where there is one. */
export class Comparing {
  readonly #show: () => void;
  /** Missing before the first experiment. */
  #thread: Thread<ExperimentJob, ExperimentAnswer> | undefined;
  #told: Comparison | null = null;
  #runs: readonly Run[] = [];
  #job = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param show - Shows the page again. */
  constructor(show: () => void) {
    this.#show = show;
  }

  /** How far the trainings of a state's experiment are; where it is another one, they begin. */
  runsOf({ data, model, at: { epochs }, experiment }: State): readonly Run[] {
    const told = experiment && { data, model, epochs, seeds: experiment.seeds };
    if (!isSame(told, this.#told)) this.#begin(told);
    return this.#runs;
  }

  #begin(told: Comparison | null): void {
    this.#told = told;
    this.#runs = [];
    this.#job++;
    clearTimeout(this.#timer);
    this.#thread?.send(null);
    if (told === null) return;
    this.#thread ??= new Thread(
      (answer) => this.#take(answer),
      () => this.#told && this.#goOn(new Experiment(this.#told, this.#runs)),
    );
    this.#goOn(new Experiment(told));
  }

  #goOn(experiment: Experiment): void {
    this.#runs = experiment.runs;
    if (experiment.isDone) return;
    this.#timer = setTimeout(() => {
      const told = this.#told!;
      if (this.#thread!.send({ kind: "experiment", id: this.#job, told, runs: this.#runs })) return;
      const end = performance.now() + MOMENT;
      experiment.advance(() => performance.now() > end);
      this.#goOn(experiment);
      this.#show();
    });
  }

  #take({ id, runs }: ExperimentAnswer): void {
    if (id !== this.#job) return;
    this.#runs = runs;
    this.#show();
  }
}

function isSame(one: Comparison | null, other: Comparison | null): boolean {
  if (one === null || other === null) return one === other;
  return (["data", "model", "epochs", "seeds"] as const).every((key) => one[key] === other[key]);
}
