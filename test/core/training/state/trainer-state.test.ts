import { deserialize, serialize } from "node:v8";
import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { TrainerState } from "@nn/core/types";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, RMSprop, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { toTheBit } from "../../../fixtures/to-the-bit.mjs";

const optimizers = {
  SGD: () => new SGD({ learningRate: 0.1 }),
  momentum: () => new SGD({ learningRate: 0.1, momentum: 0.9 }),
  schedule: () => new SGD({ learningRate: (step) => 1 / (1 + step), momentum: 0.9 }),
  RMSprop: () => new RMSprop({ learningRate: 0.01 }),
  Adam: () => new Adam({ learningRate: 0.1 }),
};
const loss = meanSquaredError;
const backends: Record<string, Backend> = { default: defaultBackend(), reference };

function start(optimizer: keyof typeof optimizers, options: object = {}) {
  const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], {
    seed: "state",
    ...options,
  });
  return { network, trainer: network.trainer({ loss, optimizer: optimizers[optimizer](), batchSize: 2 }) };
}
type Started = ReturnType<typeof start>;

/** Steps that differ from each other. */
function take({ trainer }: Started, from: number, to: number): void {
  for (let step = from; step < to; step++) {
    const [a, b] = [Math.sin(step), Math.cos(7 * step)];
    trainer.step(
      [
        [a, b],
        [b, 2 * a],
      ],
      [step % 2, (step + 1) % 2],
    );
  }
}

const table = Object.keys(optimizers).flatMap((name) =>
  (["float64", "float32"] as const).flatMap((dtype) =>
    Object.keys(backends).flatMap((from) => Object.keys(backends).map((to) => [name, dtype, from, to] as const)),
  ),
);

describe("a training that is put away and taken up goes on with the same bits:", () => {
  test.each(table)("%s in %s, from the %s backend to the %s one", (name, dtype, from, to) => {
    const optimizer = name as keyof typeof optimizers;
    const whole = start(optimizer, { dtype, backend: backends[to] });
    const [first, second] = [from, to].map((backend) => start(optimizer, { dtype, backend: backends[backend] }));
    take(whole, 0, 9);
    take(first!, 0, 4);
    take(second!, 0, 2);
    const kept = serialize(first!.trainer.state());
    take(first!, 4, 6);
    second!.trainer.restore(deserialize(kept) as TrainerState);
    expect(second!.trainer.stepCount).toBe(4);
    take(second!, 4, 9);
    expect(toTheBit(second!.trainer.state())).toBe(toTheBit(whole.trainer.state()));
    expect(second!.network.getParameters()).toEqual(whole.network.getParameters());
  });
});

test("a state says what a training remembers, by name, in copies", () => {
  const started = start("Adam");
  take(started, 0, 2);
  const state = started.trainer.state();
  expect(state).toMatchObject({ step: 2, seed: "state", optimizer: "Adam(learningRate 0.1)" });
  const names = ["0.weight", "0.bias", "1.weight", "1.bias"];
  expect(Object.keys(state.parameters)).toEqual(names);
  expect(Object.keys(state.slots)).toEqual(["m", "v"]);
  expect(Object.keys(state.slots.v!)).toEqual(names);
  expect(started.network.getParameters()["0.bias"]).toEqual([...state.parameters["0.bias"]!]);
  expect(state.parameters["0.bias"]!.buffer.byteLength).toBe(3 * 8);
  const before = toTheBit(state);
  take(started, 2, 3);
  expect(toTheBit(state)).toBe(before);
});

test("zeros keep their sign, and what an optimizer remembers all of its bits", () => {
  const { trainer } = start("momentum");
  const state = trainer.state();
  const odd = new Float64Array(6);
  new BigUint64Array(odd.buffer).set([0x8000000000000000n, 0x7ff8000000000123n, 1n], 0);
  state.slots.velocity!["0.weight"]!.set(odd);
  state.parameters["0.bias"]![0] = -0;
  const before = toTheBit(state);
  trainer.restore(state);
  expect(toTheBit(trainer.state())).toBe(before);
});

describe("restore refuses", () => {
  const { network, trainer } = start("Adam");
  take({ network, trainer }, 0, 2);
  const before = toTheBit(trainer.state());
  const own = trainer.state();
  const refuse = (state: unknown) => {
    let message = "nothing was thrown";
    try {
      trainer.restore(state as TrainerState);
    } catch (error) {
      message = String(error);
    }
    expect(toTheBit(trainer.state())).toBe(before);
    return message;
  };
  const other = (layers: ConstructorParameters<typeof Sequential>[0], optimizer = optimizers.Adam(), options = {}) =>
    new Sequential(layers as never, { seed: "state", ...options }).trainer({ loss, optimizer, batchSize: 1 }).state();
  const layers = () => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];

  test("what is no state", () => {
    expect(refuse(undefined)).toMatchInlineSnapshot(
      `"OptionError: restore takes what state() of a trainer gave, but got undefined."`,
    );
    expect(refuse(network.getParameters())).toMatchInlineSnapshot(
      `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
    );
    expect(refuse({ ...own, step: -1 })).toMatchInlineSnapshot(
      `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
    );
    expect(refuse({ ...own, step: 1.5 })).toMatchInlineSnapshot(
      `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
    );
    expect(refuse({ ...own, parameters: null })).toMatchInlineSnapshot(
      `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
    );
  });

  test("another network's", () => {
    expect(refuse(other([new Dense(2, 1)]))).toMatchInlineSnapshot(
      `"ShapeError: The state's parameters["0.weight"] has 2 numbers, but the parameter has 6. It is the state of another network: give it to one with the same layers."`,
    );
    expect(refuse(other([...layers(), new Dense(1, 1)]))).toMatchInlineSnapshot(
      `"OptionError: This state has parameters["2.weight"], and this network no such parameter. It is the state of another network: give it to one with the same layers."`,
    );
    expect(refuse(other([new Dense(2, 4), new Dense(4, 1)]))).toMatchInlineSnapshot(
      `"ShapeError: The state's parameters["0.weight"] has 8 numbers, but the parameter has 6. It is the state of another network: give it to one with the same layers."`,
    );
    expect(refuse(other(layers(), optimizers.Adam(), { seed: 3 }))).toMatchInlineSnapshot(
      `"OptionError: This state is of a network with seed 3, but this one has "state", and chance follows from it. Make the network with { seed: 3 }."`,
    );
  });

  test("another number format", () => {
    expect(refuse(other(layers(), optimizers.Adam(), { dtype: "float32" }))).toMatchInlineSnapshot(
      `"DataError: The state's parameters["0.weight"] is in float32, but this network in float64, which would go on with other bits. Make the network with { dtype: "float32" }."`,
    );
    const single = start("Adam", { dtype: "float32" });
    expect(() => single.trainer.restore(own)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The state's parameters["0.weight"] is in float64, but this network in float32, which would go on with other bits. Make the network with { dtype: "float64" }.]`,
    );
  });

  test("what JSON has made of a state", () => {
    expect(refuse(JSON.parse(JSON.stringify(own)))).toMatchInlineSnapshot(
      `"DataError: The state's parameters["0.weight"] must be the typed array that state() gave, but is an object. JSON has no typed arrays, and loses the sign of a zero: write a state with what keeps both, such as serialize of node:v8."`,
    );
    expect(refuse({ ...own, parameters: network.getParameters() })).toMatchInlineSnapshot(
      `"DataError: The state's parameters["0.weight"] must be the typed array that state() gave, but is an array of 6. JSON has no typed arrays, and loses the sign of a zero: write a state with what keeps both, such as serialize of node:v8."`,
    );
  });

  test("another optimizer's", () => {
    expect(refuse(other(layers(), optimizers.SGD() as never))).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with SGD(learningRate 0.1), which remembers nothing, but this trainer's is Adam(learningRate 0.1), which remembers "m", "v". Make the trainer with that optimizer; or, to go on with another one, take the parameters alone, with setParameters(state.parameters)."`,
    );
    expect(refuse(other(layers(), optimizers.RMSprop() as never))).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with RMSprop(learningRate 0.01), which remembers "s", but this trainer's is Adam(learningRate 0.1), which remembers "m", "v". Make the trainer with that optimizer; or, to go on with another one, take the parameters alone, with setParameters(state.parameters)."`,
    );
    const plain = start("SGD");
    expect(() => plain.trainer.restore(own)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: This state is of a training with Adam(learningRate 0.1), which remembers "m", "v", but this trainer's is SGD(learningRate 0.1), which remembers nothing. Make the trainer with that optimizer; or, to go on with another one, take the parameters alone, with setParameters(state.parameters).]`,
    );
  });

  test("slots that fit only in part, and parameters that aren't finite", () => {
    const { "0.bias": _, ...some } = own.slots.v!;
    expect(refuse({ ...own, slots: { ...own.slots, v: some } })).toMatchInlineSnapshot(
      `"OptionError: This network has a parameter "0.bias", but the state has it not in its slots.v. It is the state of another network: give it to one with the same layers."`,
    );
    expect(refuse({ ...own, slots: { ...own.slots, v: null } })).toMatchInlineSnapshot(
      `"OptionError: The state's slots.v must hold arrays by name, but is null."`,
    );
    const broken = { ...own.parameters, "1.bias": Float64Array.of(Number.NaN) };
    expect(refuse({ ...own, parameters: broken })).toMatchInlineSnapshot(
      `"DataError: The state's parameters["1.bias"] has a number that isn't finite: this is no state that a trainer gave."`,
    );
  });
});

test("restore takes a state of the same kind of optimizer with other settings, where that is said", () => {
  const { trainer } = start("Adam");
  const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: "state" });
  const slower = network.trainer({ loss, optimizer: new Adam({ learningRate: 0.001 }), batchSize: 1 });
  trainer.step([1, 2], [1]);
  slower.restore(trainer.state(), { changed: ["optimizer.learningRate"] });
  expect(slower.stepCount).toBe(1);
});
