import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  type Activation,
  copyNumbers,
  type FloatArray,
  type Frame,
  type Layer,
  methodsOf,
  type TrainFrame,
  Workspace,
} from "@nn/core/component";
import { tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { layerContract } from "@nn/testing";
import { expect, test } from "vitest";
import { isCompiling } from "./compiled.js";
import { watched } from "./watched.js";

/** The two halves of each array. */
type Halves = Readonly<Record<"x" | "y" | "dx" | "dy", readonly [FloatArray, FloatArray]>>;

/** Runs its activation on one half of the batch's numbers after the other. */
class InHalves implements Layer<never, never, never, never, Halves> {
  readonly name: string = "InHalves";
  readonly keepsShape = true;
  readonly activation: Activation;

  constructor(activation: Activation) {
    this.activation = activation;
  }

  get kernelsOnly() {
    return { of: this, ...methodsOf(InHalves, ["forward", "backward"], ["activation"]) };
  }

  outputShape(input: readonly number[]) {
    return input;
  }

  parameters() {
    return {};
  }

  saved() {
    return {};
  }

  prepare({ x, y, dx, dy, batch, inputSize }: TrainFrame<never, never>): Halves {
    const middle = Math.floor((batch * inputSize) / 2);
    const halves = (array: FloatArray | null): readonly [FloatArray, FloatArray] => {
      const all = array ?? y;
      return [all.subarray(0, middle), all.subarray(middle, batch * inputSize)];
    };
    return { x: halves(x), y: halves(y), dx: halves(dx), dy: halves(dy) };
  }

  forward({ kernels, prepared: { x, y } }: Frame<never, never, never, never, Halves>): void {
    for (const half of [0, 1] as const) this.activation.forward(kernels, y[half], x[half], 1, x[half].length);
  }

  backward({ kernels, dx, prepared }: TrainFrame<never, never, never, never, Halves>): void {
    if (!dx) return;
    for (const half of [0, 1] as const) {
      const [out, dy, x, y] = [prepared.dx[half], prepared.dy[half], prepared.x[half], prepared.y[half]];
      this.activation.backward(kernels, out, dy, x, y, 1, x.length);
    }
  }
}

/** The same function as plain loops, which are called and not recorded. */
const written: Activation = {
  name: "written",
  forward: (_kernels, y, x, rows, columns) => {
    for (let i = 0; i < rows * columns; i++) y[i] = 2 * x[i]!;
  },
  backward: (_kernels, dx, dy, _x, _y, rows, columns) => {
    for (let i = 0; i < rows * columns; i++) dx[i] = 2 * dy[i]!;
  },
};

async function trained(activation: Activation, backend: Backend) {
  const layers = [new InHalves(activation), new InHalves(activation)];
  const network = new Sequential<readonly Layer[]>(layers, { inputShape: [5], backend, seed: "halves" });
  const numbers = (factor: number) =>
    Array.from({ length: 7 }, (_, n) => Array.from({ length: 5 }, (_, i) => Math.sin(factor * (5 * n + i))));
  const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 3, batchSize: 3 };
  const { reports } = await network.fit(
    { inputs: numbers(1), targets: numbers(2) },
    { ...options, onWarning: () => {} },
  );
  return { losses: reports.map(({ loss }) => loss), predicted: network.predict(numbers(3)) };
}

test("kernels on prepared views are recorded, and give the bits of plain loops", async () => {
  const { backend, recorded } = watched();
  expect(await trained(tanh, backend)).toEqual(await trained(tanh, reference));
  if (isCompiling) expect([...new Set(recorded)]).toEqual(["whole"]);
});

test("views are made once for a size of a batch, and kept for a few sizes", () => {
  const made: number[] = [];
  class Counting extends InHalves {
    override prepare(frame: TrainFrame<never, never>): Halves {
      made.push(frame.batch);
      return super.prepare(frame);
    }
  }
  const network = new Sequential<readonly Layer[]>([new Counting(tanh)], { inputShape: [3] });
  const workspace = new Workspace(network, 9);
  for (const batch of [4, 2, 4, 2, 4]) {
    workspace.setBatch(batch);
    expect((workspace.frames[0]!.prepared as Halves).x[1]).toHaveLength(3 * batch - Math.floor((3 * batch) / 2));
  }
  expect(made).toEqual([4, 2]);
  for (const batch of [1, 3, 5, 6, 5, 6, 4]) workspace.setBatch(batch);
  expect(made).toEqual([4, 2, 1, 3, 5, 6, 4]);
});

test("what is called and not recorded is given the views themselves", async () => {
  const { backend, recorded } = watched();
  expect(await trained(written, backend)).toEqual(await trained(written, reference));
  if (isCompiling) expect([...new Set(recorded)]).toEqual(["whole, with calls"]);
});

test("the contract suite runs what was prepared", () => {
  for (const { run } of layerContract(new InHalves(tanh), { inputShape: [3] })) run();
});

test("the contract suite notices a layer that says that it calls kernels alone, and looks into a view", () => {
  class Looking extends InHalves {
    override get kernelsOnly() {
      return { of: this, ...methodsOf(Looking, ["forward", "backward"], ["activation"]) };
    }

    override forward(frame: Frame<never, never, never, never, Halves>): void {
      if (frame.prepared.x[0][0] === 0) return;
      super.forward(frame);
    }
  }
  const promises = layerContract(new Looking(tanh), { inputShape: [3] });
  const broken = promises.find(({ name }) => name.startsWith("if it says that it calls kernels alone"))!;
  expect(broken.run).toThrow("it looks into an array, though it says that it calls kernels alone");
});

test.skipIf(!isCompiling)("a part of a traced array is traced, and no longer than what it represents", () => {
  const backend = defaultBackend();
  const [out, values] = backend.allocate("float64", [8, 8]) as [FloatArray, FloatArray];
  values.set([1, 2, 3, 4, 5, 6, 7, 8]);
  const kernels = backend.kernels("float64");
  const recorded = (begin: number, end: number | undefined, length: number) =>
    backend.record!("float64", (recorder) => {
      const part = recorder.traced(values).subarray(begin, end);
      const into = recorder.traced(out).subarray(2);
      expect(recorder.arrayOf(part)).toEqual(values.subarray(begin, end));
      expect(recorder.arrayOf(values)).toBeUndefined();
      copyNumbers(kernels, into, part, length);
    });
  expect(recorded(1, 4, 3)!.run(1)).toBe(1);
  expect([...out]).toEqual([0, 0, 2, 3, 4, 0, 0, 0]);
  expect(recorded(-2, undefined, 2)!.run(1)).toBe(1);
  expect([...out]).toEqual([0, 0, 7, 8, 4, 0, 0, 0]);
  // What a kernel refuses is refused again where it is called by itself, with its sentence.
  expect(recorded(1, 4, 4)).toBeUndefined();
  expect(recorded(0, undefined, 7)).toBeUndefined();
  expect(() => copyNumbers(kernels, out.subarray(2), values.subarray(1, 4), 4)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: copy: x has 3 numbers, but rows × columns asks for 4.]`,
  );
});
