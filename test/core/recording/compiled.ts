import { defaultBackend, Sequential } from "@nn/core";
import { type Activation, Computation, type Loss, type Optimizer } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { targetFor } from "../../fixtures/figures.js";
import { isStraightLine } from "../../numerics/wasm/straight-line-modules.js";
import { watched } from "./watched.js";

declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

/** How a network's steps are run: what was recorded of them, what was compiled for them, and how often a plain loop runs. */
interface Running {
  /** `["whole"]` where a program does all of a step. */
  readonly recorded: readonly string[];
  /** Whether the network got code of its own. */
  readonly isStraightLine: boolean;
  /** How many more plain loops run in twice as many epochs: those before a program is made are always as many. */
  readonly loops: number;
}

/** What a network is made of. */
interface Components {
  readonly activation: Activation;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** What the loss takes for a row with a 1 for one class, where that isn't the row or the class's number. */
  readonly targetFor?: ((row: readonly number[]) => number[]) | undefined;
}

const EXAMPLES = 48;

/** Trains a network of two layers, and again, and then twice as long, and looks at how. */
export async function running(
  [inputs, middle, outputs]: readonly [number, number, number],
  { activation, loss, optimizer, ...components }: Components,
): Promise<Running> {
  const { backend, recorded } = watched();
  const layers = [new Dense(inputs, middle, { activation }), new Dense(middle, outputs, { activation: identity })];
  const network = new Sequential(layers, { backend, seed: 1 });
  const rows = (size: number, at: (row: number, i: number) => number): number[][] =>
    Array.from({ length: EXAMPLES }, (_, row) => Array.from({ length: size }, (_, i) => at(row, i)));
  const data = {
    inputs: rows(inputs, (row, i) => ((row * 7 + i) % 5) / 10),
    targets: rows(outputs, (row, i) => (row % outputs === i ? 1 : 0)).map(
      (row) => components.targetFor?.(row) ?? targetFor(loss, row),
    ),
  };
  const train = (epochs: number): Promise<unknown> =>
    network.fit(data, { loss, optimizer, epochs, batchSize: inputs > 8 ? 16 : 1, onWarning: () => {} });
  const [straightLine] = await compiledIn(() => train(80));
  const [, once] = await compiledIn(() => train(20));
  const [, twice] = await compiledIn(() => train(40));
  return { recorded: [...new Set(recorded)], isStraightLine: straightLine > 0, loops: Math.max(0, twice - once) };
}

/** How many networks get code of their own while something runs, and how many plain loops run. */
async function compiledIn(run: () => Promise<unknown>): Promise<[straightLine: number, loops: number]> {
  let [straightLine, loops] = [0, 0];
  const { Module } = WebAssembly;
  const loop = Object.getOwnPropertyDescriptor(Computation.prototype, "loop")!;
  WebAssembly.Module = class extends Module {
    constructor(bytes: Uint8Array) {
      super(bytes);
      if (isStraightLine(bytes)) straightLine++;
    }
  };
  Object.defineProperty(Computation.prototype, "loop", {
    ...loop,
    get() {
      loops++;
      return loop.get!.call(this);
    },
  });
  try {
    await run();
  } finally {
    WebAssembly.Module = Module;
    Object.defineProperty(Computation.prototype, "loop", loop);
  }
  return [straightLine, loops];
}

/** Whether there is anything to compile for. */
export const isCompiling = defaultBackend().name === "wasm";
