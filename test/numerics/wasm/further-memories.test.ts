import { type Data, datasetFor, defaultBackend, Sequential, type Trainer } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { FloatArray, Loss } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";

type WholeMemory = new (descriptor: { initial: number; maximum: number; shared: boolean }) => object;
declare const WebAssembly: { Memory: WholeMemory } | undefined;

/** The most pages that a memory may have: 3 MiB, which a few networks fill. */
const FEW_PAGES = 48;
let most = FEW_PAGES;

if (typeof WebAssembly !== "undefined") {
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: ConstructorParameters<WholeMemory>[0]) {
      if (descriptor.initial > most) throw new RangeError("There is no room for so many pages.");
      super(descriptor);
    }
  };
}

const INPUTS = 64;
const numbers = (length: number): number[] => Array.from({ length }, (_, i) => ((i * 37) % 101) / 101);
const data: Data = {
  inputs: Array.from({ length: 6 }, (_, i) => numbers(INPUTS + i).slice(i)),
  targets: numbers(6),
};
const many = Array.from({ length: 256 }, (_, i) => numbers(INPUTS + i).slice(i));

const build = (seed: number, backend?: Backend): Sequential =>
  new Sequential([new Dense(INPUTS, 32), new Dense(32, 1)], { seed, ...(backend && { backend }) });
const trainerOf = (network: Sequential, loss: Loss = meanSquaredError): Trainer =>
  network.trainer({ loss, optimizer: new Adam(), batchSize: 6 });
const step = (trainer: Trainer): number => trainer.step(data.inputs as number[][], data.targets as number[]);

/** What a network answers after some steps, and what is measured of it. */
function results(network: Sequential, trainers: Trainer[] = [trainerOf(network)]): unknown[] {
  const losses = trainers.map((trainer) => [step(trainer), step(trainer)]);
  return [losses, network.predict(many), network.evaluate(data, { loss: meanSquaredError }), network.getParameters()];
}

/** A loss that keeps the memories of what it is given. */
function seen(): { loss: Loss; memories: Set<ArrayBufferLike> } {
  const memories = new Set<ArrayBufferLike>();
  const value: Loss["value"] = (frame) => {
    const { values, prediction, target } = frame;
    for (const { buffer } of [values, prediction, target]) memories.add(buffer);
    meanSquaredError.value(frame);
  };
  return { loss: { name: "seen", value, gradient: meanSquaredError.gradient }, memories };
}

const memoryOf = (backend: Backend): ArrayBufferLike => backend.allocate("float64", [1])[0]!.buffer;

/** Takes all that is left of a backend's memory, and gives what has to stay reachable for that. */
function takeAll(backend: Backend): FloatArray[] {
  const taken: FloatArray[] = [];
  const buffer = memoryOf(backend);
  for (let length = 2 ** 20; length >= 1; ) {
    const array = backend.allocate("float64", [length])[0]!;
    if (array.buffer === buffer) taken.push(array);
    else length /= 2;
  }
  return taken;
}

describe.skipIf(defaultBackend().name !== "wasm")("networks for which the first memory has no room", () => {
  test("a synchronous search stays on the fast backend, whatever it takes", () => {
    const backends = new Set<Backend>();
    const kept: unknown[] = [];
    for (let i = 0; i < 60; i++) {
      const network = build(i);
      const { loss, memories } = seen();
      const trainer = trainerOf(network, loss);
      step(trainer);
      expect(network.backend.name).toBe("wasm");
      expect([...memories]).toEqual([memoryOf(network.backend)]);
      backends.add(network.backend);
      kept.push(network, trainer);
      if (i % 20 === 0) expect(results(build(i))).toEqual(results(build(i, reference)));
    }
    expect(backends.size).toBeGreaterThan(3);
  });

  test("networks that were made at once move when their trainings have no room", () => {
    const networks = Array.from({ length: 60 }, (_, i) => build(i));
    const before = networks.map(({ backend }) => backend);
    const answers = networks.map((network) => network.predict(many[0]!));
    const trainers = networks.map((network) => trainerOf(network));
    const moved = networks.filter(({ backend }, i) => backend !== before[i]);
    expect(moved.length).toBeGreaterThan(5);
    expect(networks.map(({ backend }) => backend.name)).toEqual(networks.map(() => "wasm"));
    expect(networks.map((network) => network.predict(many[0]!))).toEqual(answers);
    for (let i = 0; i < 60; i++) {
      if (!moved.includes(networks[i]!)) continue;
      expect(results(networks[i]!, [trainers[i]!])).toEqual(results(build(i, reference)));
    }
  });

  test.each([
    ["an evaluation", (network: Sequential) => network.evaluate(data, { loss: meanSquaredError })],
    ["a prediction of many", (network: Sequential) => network.predict(many)],
    ["a trainer", (network: Sequential) => step(trainerOf(network))],
  ])("so does one whose memory has no room for %s", (_, use) => {
    const network = build(1);
    const { backend } = network;
    const taken = takeAll(backend);
    const right = use(build(1, reference));
    expect(use(network)).toEqual(right);
    expect(network.backend).not.toBe(backend);
    expect([network.backend.name, taken.length > 0]).toEqual(["wasm", true]);
  });

  test("and one for a fit", async () => {
    const options = { loss: meanSquaredError, optimizer: new Adam(), epochs: 3, batchSize: 2 };
    const network = build(1);
    const { backend } = network;
    const taken = takeAll(backend);
    const history = await network.fit(data, options);
    const right = build(1, reference);
    expect(history.reports).toEqual((await right.fit(data, options)).reports);
    expect(network.getParameters()).toEqual(right.getParameters());
    expect(network.backend).not.toBe(backend);
    expect([network.backend.name, taken.length > 0]).toEqual(["wasm", true]);
  });

  test("a network with a trainer stays, and its backend's name says what the next one runs on", () => {
    const network = build(3);
    const { backend } = network;
    const trainers = [trainerOf(network)];
    const taken = takeAll(backend);
    expect(network.backend.name).toBe("wasm");
    const { loss, memories } = seen();
    trainers.push(trainerOf(network, loss));
    expect(network.backend.name).toBe("wasm + reference");
    const right = build(3, reference);
    expect(results(network, trainers)).toEqual(results(right, [trainerOf(right), trainerOf(right)]));
    expect([memories.has(memoryOf(backend)), taken.length > 0]).toEqual([false, true]);
    // What has a name of its own is a backend all the same.
    expect(results(build(4, network.backend))).toEqual(results(build(4, reference)));
  });

  test("what lies outside is named no longer than it is used", () => {
    const network = build(5);
    const trainer = trainerOf(network);
    const taken = takeAll(network.backend);
    let during = "";
    const value: Loss["value"] = (frame) => {
      during = network.backend.name;
      meanSquaredError.value(frame);
    };
    network.evaluate(data, { loss: { ...meanSquaredError, value } });
    expect([during, network.backend.name]).toEqual(["wasm + reference", "wasm"]);
    expect([step(trainer), taken.length > 0]).toEqual([step(trainerOf(build(5, reference))), true]);
  });

  test("a network whose fits have given their memory back is free to move", async () => {
    const network = build(9);
    const { backend } = network;
    const options = { loss: meanSquaredError, optimizer: new Adam(), epochs: 1, batchSize: 6, onWarning() {} };
    await network.fit(data, options);
    network.evaluate(data, { loss: meanSquaredError });
    network.predict(many);
    const taken = takeAll(backend);
    await network.fit(data, { ...options, batchSize: 2 });
    expect([network.backend.name, network.backend === backend]).toEqual(["wasm", true]);
    const longer = { inputs: many, targets: numbers(256) };
    await network.fit(longer, { ...options, batchSize: 256 });
    expect([network.backend.name, network.backend === backend, taken.length > 0]).toEqual(["wasm", false, true]);
    const right = build(9, reference);
    await right.fit(data, options);
    await right.fit(data, { ...options, batchSize: 2 });
    await right.fit(longer, { ...options, batchSize: 256 });
    expect(network.getParameters()).toEqual(right.getParameters());
  });

  test("a network that was given a backend stays on it", () => {
    const { backend } = build(6);
    const taken = takeAll(backend);
    const network = build(6, backend);
    expect(network.backend.name).toBe("wasm + reference");
    expect(results(network)).toEqual(results(build(6, reference)));
    expect([network.backend.name, taken.length > 0]).toEqual(["wasm + reference", true]);
  });

  test("data that lies in another network's memory is read right", () => {
    const first = build(7);
    const people = datasetFor(first, data);
    const taken = takeAll(first.backend);
    const second = build(7);
    expect(second.backend).not.toBe(first.backend);
    const right = build(7, reference);
    const order = Uint32Array.of(5, 3, 1, 0, 2, 4);
    const [trainer, other] = [trainerOf(second), trainerOf(right)];
    trainer.stepRows(people, order, 0, 6, 2);
    other.stepRows(datasetFor(right, data), order, 0, 6, 2);
    expect(second.getParameters()).toEqual(right.getParameters());
    const measured = second.evaluate(people, { loss: meanSquaredError });
    expect([measured, taken.length > 0]).toEqual([right.evaluate(data, { loss: meanSquaredError }), true]);
  });

  test("where there is no further memory, networks run on the plain loops, and say so", () => {
    const waiting = build(8);
    const taken = [takeAll(waiting.backend), takeAll(defaultBackend()), takeAll(build(0).backend)];
    most = 0;
    const made = build(8);
    expect(made.backend.name).toBe("reference");
    expect(results(made)).toEqual(results(build(8, reference)));
    expect(waiting.backend.name).toBe("wasm");
    expect(results(waiting)).toEqual(results(build(8, reference)));
    expect([waiting.backend.name, taken.length]).toEqual(["reference", 3]);
    most = FEW_PAGES;
  });
});
