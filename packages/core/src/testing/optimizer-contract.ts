import { type Backend, type DType, type FloatArray, type Kernels, type Optimizer, reference } from "../index.js";
import { type ContractCheck, expectNumbers, expectThat, promise } from "./contract.js";

/** A training of a few parameters towards the bottom of Σ ½·c·w², whose gradient is c·w. */
interface Descent {
  readonly value: FloatArray;
  readonly gradient: FloatArray;
  readonly height: () => number;
  readonly step: () => void;
}

/** A call of a kernel. */
interface Call {
  readonly name: string;
  readonly values: readonly unknown[];
}

const CURVATURES = [1, 0.5, 2, 0.1, 3] as const;

/**
 * What every optimizer promises, for one optimizer with its settings.
 *
 * @param backend - The backend to run on; the reference backend unless given.
 *
 * @example
 * for (const { run } of optimizerContract(new SGD({ learningRate: 0.1 }))) run();
 */
export function optimizerContract(optimizer: Optimizer, backend: Backend = reference): ContractCheck[] {
  const descent = (dtype: DType = "float64"): Descent => {
    const kernels = backend.kernels(dtype);
    const [value, gradient, ...slots] = backend.allocate(
      dtype,
      Array(2 + optimizer.slots.length).fill(CURVATURES.length),
    ) as [FloatArray, FloatArray, ...FloatArray[]];
    value.set([1, -2, 0.5, 3, -1]);
    let step = 0;
    return {
      value,
      gradient,
      height: () => CURVATURES.reduce<number>((sum, c, i) => sum + 0.5 * c * value[i]! ** 2, 0),
      step: () => {
        for (let i = 0; i < value.length; i++) gradient[i] = CURVATURES[i]! * value[i]!;
        optimizer.update(kernels, value, gradient, slots, ++step);
      },
    };
  };

  return [
    promise("has a name, and different names for its slots", () => {
      expectThat(optimizer.name.trim() !== "", "its name is empty");
      expectThat(
        new Set(optimizer.slots).size === optimizer.slots.length,
        `its slots are ${optimizer.slots.join(", ")}`,
      );
    }),

    promise("moves every parameter against its gradient at first", () => {
      const { value, step } = descent();
      const before = value.slice();
      step();
      for (let i = 0; i < value.length; i++) {
        const moved = value[i]! - before[i]!;
        expectThat(moved * before[i]! < 0, `with the gradient ${CURVATURES[i]! * before[i]!} it moved by ${moved}`);
      }
    }),

    promise("only reads the gradient", () => {
      const { gradient, value, step } = descent();
      const expected = value.map((w, i) => CURVATURES[i]! * w);
      step();
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

    promise("if it says that it is steady, calls its kernels alike at each step", () => {
      if (optimizer.steady !== true) return;
      const arrays = Array.from({ length: 2 + optimizer.slots.length }, () => new Float64Array(CURVATURES.length));
      const [one, other] = [3, 8].map((step) => callsAt(optimizer, arrays, step)) as [Call[], Call[]];
      expectThat(
        one.length === other.length && one.every(({ name }, i) => name === other[i]!.name),
        `at step 3 it calls ${namesOf(one)}, and at step 8 ${namesOf(other)}`,
      );
      one.forEach(({ name, values }, i) => {
        values.forEach((value, at) => {
          expectThat(
            Object.is(value, other[i]!.values[at]),
            `argument ${at} of ${name} isn't the same at step 3 and at step 8`,
          );
        });
      });
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

/** What an optimizer calls where a backend has all kernels, as it does while steps are recorded. */
function callsAt(optimizer: Optimizer, [value, gradient, ...slots]: readonly FloatArray[], step: number): Call[] {
  const calls: Call[] = [];
  const kernels = new Proxy({} as Kernels, {
    get:
      (_, name: string) =>
      (...values: readonly unknown[]) => {
        // Adam's step is the one number that may change with the step; those who record it count on by themselves.
        const last = name === "adam" ? values.at(-1) : undefined;
        expectThat(last === undefined || last === step, `at step ${step} it hands the step ${last} to adam`);
        calls.push({ name, values: last === undefined ? values : values.slice(0, -1) });
        return true;
      },
  });
  optimizer.update(kernels, value!, gradient!, slots, step);
  return calls;
}

function namesOf(calls: readonly Call[]): string {
  return calls.map(({ name }) => name).join(", ") || "none";
}
