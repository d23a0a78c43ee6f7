import { type Backend, reference } from "@nn/core/backend";
import {
  checkOptimizer,
  type DType,
  type FloatArray,
  frameFor,
  type Optimizer,
  type TriedFrame,
} from "@nn/core/component";
import { describedPromise } from "../promises/described-promise.js";
import { type ContractCheck, checkBackend, expectNumbers, expectThat, promise } from "./contract.js";

/** A training of a few parameters towards the bottom of Σ ½·c·w², whose gradient is c·w. */
interface Descent {
  readonly frame: TriedFrame;
  readonly value: FloatArray;
  readonly gradient: FloatArray;
  readonly height: () => number;
  readonly step: () => void;
}

/** After so many updates a parameter has to have moved. */
const MOST_STILL = 100;

const CURVATURES = [1, 0.5, 2, 0.1, 3] as const;
const START = [1, -2, 0.5, 3, -1] as const;
const PARAMETERS = [
  { fullName: "0.weight", shape: [2, 2] },
  { fullName: "0.bias", shape: [1], role: "bias" },
] as const;

/**
 * What every optimizer promises, for one optimizer with its settings.
 *
 * @param backend - The backend to run on; the reference backend unless given.
 *
 * @example
 * for (const { run } of optimizerContract(new SGD({ learningRate: 0.1 }))) run();
 */
export function optimizerContract(optimizer: Optimizer, backend: Backend = reference): ContractCheck[] {
  checkOptimizer(optimizer);
  checkBackend("optimizerContract: backend", backend);
  const descent = (dtype: DType = "float64", of: Optimizer = optimizer): Descent => {
    const frame = frameFor(of, PARAMETERS, backend, dtype);
    const { value, gradient } = frame;
    value.set(START);
    frame.evaluate = () => {
      for (let i = 0; i < value.length; i++) gradient[i] = CURVATURES[i]! * value[i]!;
      return heightOf(value);
    };
    return {
      frame,
      value,
      gradient,
      height: () => heightOf(value),
      step: () => {
        for (let i = 0; i < value.length; i++) gradient[i] = CURVATURES[i]! * value[i]!;
        frame.step++;
        frame.loss = heightOf(value);
        of.update(frame);
      },
    };
  };

  return [
    promise("has a name, and different names for what it remembers", () => {
      expectThat(optimizer.name.trim() !== "", "its name is empty");
      const names = [...optimizer.slots, ...(optimizer.scalars ?? [])];
      expectThat(new Set(names).size === names.length, `it remembers ${names.join(", ")}`);
    }),

    promise("moves every parameter against its gradient at first", () => {
      const { value, step } = descent();
      const before = value.slice();
      // One that accumulates gradients moves when it has some.
      for (let i = 0; i < MOST_STILL && value.every((w, p) => w === before[p]); i++) step();
      for (let i = 0; i < value.length; i++) {
        const moved = value[i]! - before[i]!;
        expectThat(moved * before[i]! < 0, `with the gradient ${CURVATURES[i]! * before[i]!} it moved by ${moved}`);
      }
    }),

    promise("only reads the gradient", () => {
      const { gradient, value, step } = descent();
      let expected = value.map((w, i) => CURVATURES[i]! * w);
      step();
      // One that evaluates leaves the gradient of where it is in the end.
      if (optimizer.evaluates) expected = value.map((w, i) => CURVATURES[i]! * w);
      expectNumbers("the gradient", gradient, expected);
    }),

    promise("stays where it is while there was never a gradient", () => {
      const { value, step } = descent();
      value.fill(0);
      step();
      step();
      expectNumbers("the parameters", value, Array(value.length).fill(0));
    }),

    promise("goes downhill", () => {
      const { height, step } = descent();
      const before = height();
      for (let i = 0; i < 200; i++) step();
      expectThat(height() < before, `after 200 steps it is at ${height()}, from ${before}`);
    }),

    promise("remembers in its slots alone: two trainings side by side don't disturb each other", () => {
      const [alone, first, second] = [descent(), descent(), descent()];
      for (let i = 0; i < 10; i++) alone.step();
      for (let i = 0; i < 10; i++) {
        first.step();
        second.step();
      }
      expectNumbers("the parameters of the first", first.value, alone.value);
      expectNumbers("the parameters of the second", second.value, alone.value);
    }),

    promise("goes on from its slots and scalars: a training that is taken up elsewhere comes to the same", () => {
      // What is inside has frames of its own, which a trainer puts away.
      if (optimizer.parts !== undefined) return;
      const [first, second] = [descent(), descent()];
      for (let i = 0; i < 7; i++) first.step();
      const [from, to] = [first.frame, second.frame];
      to.value.set(from.value);
      to.step = from.step;
      for (const name of Object.keys(from.slots)) to.slots[name]!.set(from.slots[name]!);
      for (const name of Object.keys(from.scalars)) to.scalars[name]!.set(from.scalars[name]!);
      for (let i = 0; i < 5; i++) for (const { step } of [first, second]) step();
      expectNumbers("the parameters", second.value, first.value);
    }),

    promise("moves each parameter by itself, where it says that it is elementwise", () => {
      if (optimizer.elementwise !== true) return;
      const whole = descent();
      const parts = PARAMETERS.map((parameter) => frameFor(optimizer, [parameter], backend));
      for (let step = 1; step <= 6; step++) {
        whole.step();
        let at = 0;
        for (const frame of parts) {
          if (step === 1) frame.value.set(START.slice(at, at + frame.value.length));
          frame.step = step;
          for (let i = 0; i < frame.value.length; i++) frame.gradient[i] = CURVATURES[at + i]! * frame.value[i]!;
          optimizer.update(frame);
          at += frame.value.length;
        }
      }
      const expected = parts.flatMap(({ value }) => Array.from(value));
      expectNumbers("the parameters", whole.value, expected);
    }),

    promise("does the same at steps of one phase, where it says that it calls kernels alone", () => {
      if (optimizer.kernelsOnly === undefined || optimizer.parts === undefined) return;
      const calls = new Map<number, string>();
      const frame = frameFor(optimizer, PARAMETERS, backend);
      const called: string[] = [];
      const counted = Object.entries(frame.kernels).map(([name, kernel]: [string, unknown]) => [
        name,
        (...values: unknown[]): unknown => {
          called.push(name);
          return (kernel as (...values: unknown[]) => unknown).apply(frame.kernels, values);
        },
      ]);
      const parts = Object.keys(frame.parts).map((name) => [name, { update: () => void called.push(`part ${name}`) }]);
      const spied = { ...frame, kernels: Object.fromEntries(counted), parts: Object.fromEntries(parts) };
      for (let step = 1; step <= 12; step++) {
        called.length = 0;
        optimizer.update({ ...spied, step });
        const phase = optimizer.phase?.(step) ?? 0;
        const known = calls.get(phase) ?? called.join();
        calls.set(phase, known);
        expectThat(known === called.join(), `at step ${step} it calls ${called.join(", ")}, and before ${known}`);
      }
    }),

    describedPromise(optimizer, (one) => {
      const { value, step } = descent("float64", one);
      for (let i = 0; i < 3; i++) step();
      return { "the parameters after 3 steps": value };
    }),

    promise("float32 gives what float64 gives, to five digits", () => {
      const [single, double] = [descent("float32"), descent()];
      for (let i = 0; i < 10; i++) {
        single.step();
        double.step();
      }
      expectNumbers("the parameters", single.value, double.value, 1e-4);
    }),
  ];
}

/** How high Σ ½·c·w² is. */
function heightOf(value: FloatArray): number {
  return CURVATURES.reduce<number>((sum, c, i) => sum + 0.5 * c * value[i]! ** 2, 0);
}
