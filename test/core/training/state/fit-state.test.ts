import { deserialize, serialize } from "node:v8";
import { type Data, defaultBackend, type FitOptions, type History, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { FitState } from "@nn/core/types";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { toTheBit } from "../../../fixtures/to-the-bit.mjs";

const EXAMPLES = 11;
const data: Data = {
  inputs: Array.from({ length: EXAMPLES }, (_, i) => [Math.sin(i), Math.cos(3 * i)]),
  targets: Array.from({ length: EXAMPLES }, (_, i) => i % 2),
};
const optimizers = {
  momentum: () => new SGD({ learningRate: 0.1, momentum: 0.9 }),
  schedule: () => new SGD({ learningRate: (step) => 1 / (1 + step), momentum: 0.9 }),
  Adam: () => new Adam({ learningRate: 0.1 }),
};
type Named = keyof typeof optimizers;
const backends: Record<string, Backend> = { default: defaultBackend(), reference };
const options = (optimizer: Named): FitOptions => ({
  loss: meanSquaredError,
  optimizer: optimizers[optimizer](),
  epochs: 7,
  batchSize: 4,
  evaluateEvery: 2,
});
const build = (settings: object = {}) =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: "fit", ...settings });

/** A training until it was cut after so many steps; with what it was at its end, where it wasn't. */
async function cutAfter(steps: number, network: Sequential, more: FitOptions) {
  let kept: Buffer | undefined;
  const cut = {
    name: "cut",
    stepped: (run: { step: number; state(): FitState }) => {
      if (run.step !== steps) return undefined;
      kept = serialize(run.state());
      return "cut";
    },
  };
  const history = await network.fit(data, { ...more, callbacks: [cut] });
  return { state: kept && (deserialize(kept) as FitState), history };
}

/** All that there is at the end, bit by bit. */
async function endOf(network: Sequential, more: FitOptions) {
  let last = "";
  const end = {
    name: "end",
    ended: (run: { state(): FitState }) => {
      last = toTheBit(run.state());
    },
  };
  const history = await network.fit(data, { ...more, callbacks: [end] });
  return { last, history: { ...history } };
}

/** Three steps are an epoch, and reports follow the steps 3, 9, 15 and 21. */
const cuts = [1, 3, 5, 6, 9, 16, 20];
const table = (Object.keys(optimizers) as Named[]).flatMap((name) =>
  (["float64", "float32"] as const).flatMap((dtype) =>
    [
      ["default", "default"],
      ["default", "reference"],
      ["reference", "default"],
    ].map(([from, to]) => [name, dtype, from!, to!] as const),
  ),
);

describe("a fit that is put away and taken up ends with the bits of one that never was:", () => {
  test.each(table)("%s in %s, from the %s backend to the %s one", async (name, dtype, from, to) => {
    const whole = await endOf(build({ dtype, backend: backends[to] }), options(name));
    for (const steps of cuts) {
      const { state, history } = await cutAfter(steps, build({ dtype, backend: backends[from] }), options(name));
      expect(history.stopped).toBe("cut");
      const rest = await endOf(build({ dtype, backend: backends[to] }), { ...options(name), from: state! });
      expect(rest, `cut after ${steps} steps`).toEqual(whole);
    }
  });
});

test("a fit may be put away again and again, and after its last step", async () => {
  const whole = await endOf(build(), options("Adam"));
  let from: FitState | undefined;
  for (let steps = 1; steps <= 21; steps += 4) {
    const { state } = await cutAfter(steps, build(), { ...options("Adam"), ...(from && { from }) });
    from = state!;
  }
  expect(from!.trainer.step).toBe(21);
  expect(await endOf(build(), { ...options("Adam"), from: from! })).toEqual(whole);
});

describe("where a fit is put away", () => {
  test("in the body of a for await loop, it goes on after that report", async () => {
    const whole = await endOf(build(), options("Adam"));
    const training = build().fit(data, options("Adam"));
    let state: FitState | undefined;
    for await (const { epoch } of training) {
      if (epoch !== 2) continue;
      state = training.state();
      break;
    }
    expect(state).toMatchObject({ epoch: 3, batch: 0, examples: EXAMPLES, batchSize: 4, seed: "fit" });
    expect(state!.reports.map(({ epoch }) => epoch)).toEqual([0, 2]);
    expect(await endOf(build(), { ...options("Adam"), from: state! })).toEqual(whole);
  });

  test("when its signal has aborted, it goes on from that batch", async () => {
    const whole = await endOf(build(), options("momentum"));
    let steps = 0;
    const signal = {
      get aborted() {
        return ++steps > 12;
      },
    };
    let state: FitState | undefined;
    const keep = {
      name: "keep",
      ended: (run: { state(): FitState }) => {
        state = run.state();
      },
    };
    const { stopped } = await build().fit(data, { ...options("momentum"), signal, callbacks: [keep] });
    expect(stopped).toBe("aborted");
    const { callbacks, ...others } = state!;
    expect(callbacks).toEqual({});
    expect(await endOf(build(), { ...options("momentum"), from: { ...others, callbacks } })).toEqual(whole);
  });

  test("before its first step and after its end, it goes on as well", async () => {
    const whole = await endOf(build(), options("Adam"));
    const states: FitState[] = [];
    const keep = {
      name: "keep",
      started: (run: { state(): FitState }) => void states.push(run.state()),
      ended: (run: { state(): FitState }) => void states.push(run.state()),
    };
    await build().fit(data, { ...options("Adam"), callbacks: [keep] });
    for (const from of states) expect(await endOf(build(), { ...options("Adam"), from })).toEqual(whole);
  });

  test("more epochs make one training of it, and nothing warns of a new beginning", async () => {
    const longer = { ...options("Adam"), epochs: 10 };
    const whole = await endOf(build(), longer);
    const network = build();
    const states: FitState[] = [];
    const keep = { name: "keep", ended: (run: { state(): FitState }) => void states.push(run.state()) };
    await network.fit(data, { ...options("Adam"), callbacks: [keep] });
    const rest = await endOf(network, { ...longer, from: states[0]! });
    expect(rest.history.warnings).toEqual([]);
    expect(network.getParameters()).toEqual(await parametersOf(longer));
    expect(rest.last.length).toBeGreaterThan(whole.last.length - 1);
  });
});

async function parametersOf(more: FitOptions): Promise<Record<string, number[]>> {
  const network = build();
  await network.fit(data, more);
  return network.getParameters();
}

describe("a fit goes on from a state refuses", () => {
  const stateOf = async (more: Partial<FitOptions> = {}, own: Data = data): Promise<FitState> => {
    let state: FitState | undefined;
    const keep = {
      name: "keep",
      ended: (run: { state(): FitState }) => {
        state = run.state();
      },
    };
    await build().fit(own, { ...options("Adam"), epochs: 1, ...more, callbacks: [keep] });
    return state!;
  };
  const refuse = (from: unknown, more: Partial<FitOptions> = {}): string => {
    const network = build();
    const before = network.getParameters();
    let message = "nothing was thrown";
    try {
      network.fit(data, { ...options("Adam"), ...more, from: from as FitState });
    } catch (error) {
      message = String(error);
    }
    expect(network.getParameters()).toEqual(before);
    return message;
  };

  test("what is no state", async () => {
    const state = await stateOf();
    expect(refuse(null)).toMatchInlineSnapshot(`"OptionError: from must be what state() of a fit gave, but is null."`);
    expect(refuse(state.trainer)).toMatchInlineSnapshot(
      `"OptionError: from must be what state() of a fit gave, but is an object."`,
    );
    expect(refuse({ ...state, batch: 2 })).toMatchInlineSnapshot(
      `"OptionError: from says that 1 epochs and 2 batches were made, 3 of which are an epoch, but also that there were 3 steps: this is no state that a fit gave."`,
    );
  });

  test("other data, batches or orders", async () => {
    const fewer = { inputs: [[1, 2]], targets: [1] };
    expect(refuse(await stateOf({}, fewer))).toMatchInlineSnapshot(
      `"OptionError: from is the state of a fit on 1 examples, but this data has 11. Give it the same examples in the same order."`,
    );
    expect(refuse(await stateOf({ batchSize: 3 }))).toMatchInlineSnapshot(
      `"OptionError: from is the state of a fit with batches of 3 examples, but this one has batches of 4. Give { batchSize: 3 }."`,
    );
    expect(refuse(await stateOf({ shuffle: false }))).toMatchInlineSnapshot(
      `"OptionError: from is the state of a fit in a fixed order, but this one is in the orders of the seed "fit". Give { shuffle: false }."`,
    );
    expect(refuse(await stateOf(), { shuffle: false })).toMatchInlineSnapshot(
      `"OptionError: from is the state of a fit in the orders of the seed "fit", but this one is in a fixed order. Give { seed: "fit" }."`,
    );
    expect(refuse(await stateOf(), { seed: "other" })).toMatchInlineSnapshot(
      `"OptionError: from is the state of a fit in the orders of the seed "fit", but this one is in the orders of the seed "other". Give { seed: "fit" }."`,
    );
  });

  test("another optimizer", async () => {
    expect(refuse(await stateOf(), { optimizer: new SGD({ learningRate: 0.1 }) })).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with Adam(learningRate 0.1), which remembers "m", "v", but this trainer's is SGD(learningRate 0.1), which remembers nothing. Make the trainer with that optimizer; or, to go on with another one, take the parameters alone, with setParameters(state.parameters)."`,
    );
  });
});

test("a fit that has ended has no state any more", async () => {
  const training = build().fit(data, options("Adam"));
  const history: History = await training;
  expect(history.stopped).toBe("finished");
  expect(() => training.state()).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: This fit has ended, and its memory belongs to others. Take its state in the body of a for await loop, or in a callback: { name: "keep", ended: (run) => { kept = run.state(); } }.]`,
  );
});
