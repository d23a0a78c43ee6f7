import {
  type Answer,
  Experiment,
  type ExperimentAnswer,
  type Job,
  presets,
  type State,
  serve,
  Tape,
  type TrainingAnswer,
} from "@nn/page";
import { describe, expect, test } from "vitest";
import { stateAfter } from "../state.js";

/** A worker's side of its messages, and what it has answered. */
class Side {
  onmessage: Parameters<typeof serve>[0]["onmessage"] = null;
  readonly answers: TrainingAnswer[] = [];
  readonly runs: ExperimentAnswer["runs"][] = [];
  #told: () => void = () => {};

  postMessage(answer: Answer | null): void {
    if (answer === null) return;
    const copy = structuredClone(answer);
    if ("reached" in copy) this.answers.push(copy);
    else this.runs.push(copy.runs);
    this.#told();
  }

  send(job: Job | null): void {
    this.onmessage!({ data: structuredClone(job) });
  }

  /** Waits until an experiment has so many losses. */
  async losses(count: number): Promise<ExperimentAnswer["runs"]> {
    const countIn = (runs: ExperimentAnswer["runs"]): number =>
      runs.reduce((sum, { losses }) => sum + losses.length, 0);
    while (!this.runs.some((runs) => countIn(runs) === count)) await new Promise<void>((told) => (this.#told = told));
    return this.runs.at(-1)!;
  }

  /** Waits until an answer is as it is asked to be. */
  async answer(isIt: (answer: TrainingAnswer) => boolean): Promise<void> {
    while (!this.answers.some(isIt)) await new Promise<void>((resolve) => (this.#told = resolve));
  }
}

function begun(): Side {
  const side = new Side();
  serve(side);
  return side;
}

const line = (): State =>
  stateAfter([
    { kind: "preset", ...presets.line },
    {
      kind: "model",
      change: { order: "shuffled", optimizer: { rule: "momentum", settings: { learningRate: 0.1, momentum: 0.9 } } },
    },
    { kind: "go", step: 500 },
    { kind: "edit", parameter: "w1", value: 0.5 },
  ]);

describe("a training that goes on in a worker", () => {
  test("comes to the same bits, and can be gone back in", async () => {
    const told = line();
    const straight = new Tape(told);
    straight.go(20_000);
    const tape = new Tape(told);
    tape.go(700);
    const side = begun();
    side.send({ kind: "training", id: 1, told, begun: tape.end(), goal: 20_000 });
    await side.answer(({ reached }) => reached.step === 20_000);
    for (const { reached } of side.answers) tape.take(reached);
    expect(tape.losses).toEqual(straight.losses);
    for (const step of [20_000, 19_999, 12_345, 600, 3]) {
      expect(tape.go(step)).toBe(step);
      straight.go(step);
      expect(tape.training.trainer.state()).toEqual(straight.training.trainer.state());
    }
  });

  test("ends where it is told, and takes the next", async () => {
    const told = line();
    const side = begun();
    side.send({ kind: "training", id: 1, told, begun: new Tape(told).end(), goal: 1_000_000_000 });
    await side.answer(({ id }) => id === 1);
    side.send(null);
    side.send({ kind: "training", id: 2, told, begun: new Tape(told).end(), goal: 10 });
    await side.answer(({ id, reached }) => id === 2 && reached.step === 10);
    const { length } = side.answers;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(side.answers).toHaveLength(length);
  });

  test("says where it diverged", async () => {
    const told = stateAfter([{ kind: "model", change: { activations: ["identity", "identity"] } }]);
    const straight = new Tape(told);
    const last = straight.go(1000);
    expect(last).toBeLessThan(1000);
    const tape = new Tape(told);
    const side = begun();
    side.send({ kind: "training", id: 1, told, begun: tape.end(), goal: 1000 });
    await side.answer(({ reached }) => reached.isStopped);
    tape.take(side.answers.at(-1)!.reached);
    expect([tape.stopped, tape.go(1000)]).toEqual([last, last]);
  });
});

test("an experiment in a worker has the losses that it has elsewhere", async () => {
  const { data, model } = stateAfter([]);
  const told = { data, model, epochs: 20, seeds: 4 };
  const whole = new Experiment(told);
  whole.advance(() => false);
  const side = begun();
  side.send({ kind: "experiment", id: 1, told, runs: [] });
  expect(await side.losses(8)).toEqual(whole.runs);
});

test("of a long training so many states are kept that any step is still reached, with the same bits", () => {
  const told = line();
  const [long, short] = [new Tape(told), new Tape(told)];
  let marks = 0;
  long.onMark = () => marks++;
  long.go(300_000);
  expect(marks).toBeLessThan(300_000 / 64);
  for (const step of [123_456, 7]) {
    long.go(step);
    short.go(step);
    expect(long.training.trainer.state()).toEqual(short.training.trainer.state());
  }
});
