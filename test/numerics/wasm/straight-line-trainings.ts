import { defaultBackend, Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { Activation, DType, Loss, Optimizer } from "@nn/core/component";
import { Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, beforeEach, expect } from "vitest";
import { isStraightLine } from "./straight-line-modules.js";

/** Enough updates for several calls of the most that are taken in one, and enough predictions that they are recorded. */
export const MANY = 80;

/** How many neurons are in the middle, and how many inputs: of a network that gets code of its own, and of one that runs as a list. */
export const sizes = [
  { network: "a tiny network", middle: 3, width: 1, code: true },
  { network: "a small network", middle: 100, width: 200, code: false },
] as const;

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => object;
};

/** Sees to it that code which an engine refuses, and a list runs in the place of, doesn't go unnoticed. */
export function watchCode(code: boolean): void {
  if (defaultBackend().name !== "wasm") return;
  const { Module, Instance } = WebAssembly;
  let refused = 0;
  let made = 0;
  const watched = <Made extends new (given: never) => object>(made: Made): Made =>
    new Proxy(made, {
      construct(target, given: [never]) {
        refused++;
        const instance = new target(...given);
        refused--;
        return instance;
      },
    });
  beforeEach(() => {
    [refused, made] = [0, 0];
    WebAssembly.Instance = watched(Instance);
    WebAssembly.Module = watched(
      class extends Module {
        constructor(bytes: Uint8Array) {
          super(bytes);
          if (isStraightLine(bytes)) made++;
        }
      },
    );
  });
  afterEach(() => {
    Object.assign(WebAssembly, { Module, Instance });
    expect(refused).toBe(0);
    if (!code) expect(made).toBe(0);
  });
}

export const inputs = [
  [0.5, -1],
  [1, 0.25],
  [-1, 2],
];
export const targets = [
  [0, 1],
  [1, 0],
  [0.25, 0.75],
];

export interface Training {
  readonly activation?: Activation;
  readonly output?: Activation;
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  readonly dtype?: DType;
  readonly batchSize?: number;
  /** What the inputs are multiplied by. */
  readonly scale?: number;
  readonly middle?: number;
}

/** The last losses of a training, what the network has become, and what it predicts. */
export function train(
  backend: Backend,
  { activation = tanh, output = identity, loss = meanSquaredError, ...rest }: Training,
): number[] {
  const { optimizer = new SGD({ learningRate: 0.02 }), dtype = "float64", batchSize = 1, scale = 1, middle = 3 } = rest;
  const layers = [new Dense(2, middle, { activation }), new Dense(middle, 2, { activation: output })];
  const network = new Sequential(layers, { backend, dtype, seed: 8 });
  const trainer = network.trainer({ loss, optimizer, batchSize });
  const losses = Array.from({ length: MANY }, (_, step) => {
    const rows = Array.from({ length: batchSize }, (_, row) => (step + row) % 3);
    const scaled = rows.map((row) => inputs[row]!.map((x) => scale * x));
    return trainer.step(
      scaled,
      rows.map((row) => targets[row]!),
    );
  });
  return [...losses.slice(-MANY / 2), ...network.parameters.block, ...network.predict([0.1, 0.2])];
}
