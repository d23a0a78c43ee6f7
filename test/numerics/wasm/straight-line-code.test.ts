import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { Dense, relu, sigmoid, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isStraightLine } from "./straight-line-modules.js";

interface Modules {
  new (bytes: Uint8Array): object;
  imports(module: object): readonly { readonly name: string }[];
}
declare const WebAssembly: { readonly Module: Modules };

/** How many of the modules that were made are straight-line code. */
const codes = ({ mock }: { readonly mock: { readonly calls: readonly (readonly [Uint8Array])[] } }): number =>
  mock.calls.filter(([bytes]) => isStraightLine(bytes)).length;

/** Enough predictions that they are recorded. */
const MANY = 80;

describe.skipIf(defaultBackend().name !== "wasm")("the code of tiny networks on the WebAssembly backend", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("code is made once for all networks of one architecture, and serves them in turns", () => {
    const modules = vi.spyOn(WebAssembly, "Module");
    const network = () => new Sequential([new Dense(5, 2), new Dense(2, 1, { activation: relu })]);
    const start = (): ((row: number) => void) => {
      const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
      const trainer = network().trainer(options);
      return (row) => trainer.step([row, 1, 2, 3, 4], [1]);
    };
    const steps = [start(), start(), start()];
    for (const step of steps) {
      step(0);
      expect(codes(modules)).toBe(1);
    }
    for (let i = 0; i < MANY; i++) for (const step of steps) step(i % 5);
    expect(codes(modules)).toBe(1);
    // An engine prepares for each import, which takes longer than the whole code.
    const [module] = modules.mock.results.map(({ value }) => WebAssembly.Module.imports(value as object));
    expect(module!.map(({ name }) => name)).toEqual(["memory", "exp"]);
  });

  test("only the architectures met last are remembered, and networks of all others keep the code they have", () => {
    const modules = vi.spyOn(WebAssembly, "Module");
    const sizes = [1, 2, 3, 4, 5];
    const architectures = [relu, sigmoid, tanh].flatMap((activation) =>
      sizes.flatMap((inputs) => sizes.map((outputs) => ({ activation, inputs, outputs }))),
    );
    const start = (at: number, backend = defaultBackend()): (() => number[]) => {
      const { activation, inputs, outputs } = architectures[at]!;
      const network = new Sequential([new Dense(inputs, outputs, { activation })], { backend, seed: at });
      const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
      const trainer = network.trainer(options);
      const [input, target] = [inputs, outputs].map((size) => Array.from({ length: size }, (_, i) => (i + 1) / 8));
      return () => [...Array.from({ length: 20 }, () => trainer.step(input!, target!)), ...network.parameters.block];
    };
    const fast = architectures.map((_, at) => start(at));
    const plain = architectures.map((_, at) => start(at, reference));
    // Twice, as the code of some is forgotten by then.
    for (let i = 0; i < 2; i++) expect(fast.map((steps) => steps())).toEqual(plain.map((steps) => steps()));
    expect(codes(modules)).toBe(architectures.length);
    start(architectures.length - 1)();
    expect(codes(modules)).toBe(architectures.length);
    start(0)();
    expect(codes(modules)).toBe(architectures.length + 1);
  });

  test("where the engine takes no more code, networks train and predict without", () => {
    const train = (backend: Backend): number[] => {
      const network = new Sequential([new Dense(5, 3), new Dense(3, 1)], { backend });
      const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
      const trainer = network.trainer(options);
      const losses = Array.from({ length: MANY }, (_, row) => trainer.step([row / MANY, 1, 2, 3, 4], [1]));
      return [...losses, ...Array.from({ length: MANY }, () => network.predict([1, 2, 3, 4, 5])[0]!)];
    };
    const modules = vi.spyOn(WebAssembly, "Module").mockImplementation(function refuse() {
      throw new RangeError("There is no room for code.");
    });
    expect(train(defaultBackend())).toEqual(train(reference));
    expect(codes(modules)).toBeGreaterThan(1);
  });

  test("there is none for a network of more than a few neurons", () => {
    const modules = vi.spyOn(WebAssembly, "Module");
    const network = new Sequential([new Dense(16, 16), new Dense(16, 1)]);
    for (let i = 0; i < MANY; i++) network.predict(Array.from({ length: 16 }, () => i));
    expect(codes(modules)).toBe(0);
  });
});
