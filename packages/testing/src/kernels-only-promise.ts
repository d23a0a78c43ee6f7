import type { Kernels } from "@nn/core/backend";
import type { Computation, FloatArray } from "@nn/core/component";
import { type KernelsOnly, saysKernelsOnly } from "@nn/core/component";
import { ContractError } from "@nn/core/gradients";
import { type ContractCheck, expectThat, promise } from "./contract.js";

/** A call of a kernel. */
interface Call {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** The steps to try: rules that change change early, late, or every so many steps. */
const STEPS = [1, 2, 3, 8, 99, 100, 1000, 1001, 100_000] as const;

const LENGTH = 64;

/**
 * What a component promises that says that some of its functions call kernels alone: they look into no array, and make
 * the same calls each time.
 *
 * @param call - Calls the functions, on arrays that `standIn` makes.
 */
export function kernelsOnlyPromise(
  component: { readonly kernelsOnly?: KernelsOnly },
  functions: readonly string[],
  call: (kernels: Kernels, standIn: () => FloatArray, step: number) => void,
): ContractCheck {
  return promise("if it says that it calls kernels alone, makes the same calls each time and does nothing else", () => {
    if (!saysKernelsOnly(component, functions)) return;
    const [first, ...others] = STEPS.map((step) => callsAt(call, step)) as [Call[], ...Call[][]];
    for (const [i, other] of others.entries()) expectSameCalls(first, other, STEPS[i + 1]!);
  });
}

function callsAt(call: Parameters<typeof kernelsOnlyPromise>[2], step: number): Call[] {
  const calls: Call[] = [];
  const kernels = new Proxy({} as Kernels, {
    get:
      (_, name: string) =>
      (...values: readonly unknown[]) => {
        calls.push({ name, values: name === "compute" ? withoutStep(values, step) : values });
        return true;
      },
  });
  let arrays = 0;
  call(kernels, () => standIn(arrays++), step);
  return calls;
}

/** The scalar t is the one number that may change with the step. */
function withoutStep([computation, scalars, ...others]: readonly unknown[], step: number): unknown[] {
  const { name, scalars: names = [] } = (computation as Computation).text;
  const at = names.indexOf("t");
  const numbers = Array.from(scalars as ArrayLike<number>);
  const isRight = at < 0 || numbers[at] === step;
  expectThat(isRight, `at step ${step} it hands the step ${numbers[at]} to ${name}`);
  return [computation, ...numbers.filter((_, i) => i !== at), ...others];
}

/** An array that is told from others by its number, and refuses to be looked into. */
function standIn(number: number): FloatArray {
  const refuse = (): never => {
    throw new ContractError("it looks into an array, though it says that it calls kernels alone");
  };
  return new Proxy<FloatArray>(new Float64Array(LENGTH), {
    get: (target, property) => {
      if (property === NUMBER) return number;
      return property === "length" || property === "BYTES_PER_ELEMENT" ? Reflect.get(target, property) : refuse();
    },
    set: refuse,
    has: refuse,
    getOwnPropertyDescriptor: refuse,
    ownKeys: refuse,
  });
}

const NUMBER = Symbol("number");

function numberOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as Record<symbol, unknown>)[NUMBER] : value;
}

function expectSameCalls(first: readonly Call[], other: readonly Call[], step: number): void {
  expectThat(
    first.length === other.length && first.every(({ name }, i) => name === other[i]!.name),
    `at step 1 it calls ${namesOf(first)}, and at step ${step} ${namesOf(other)}`,
  );
  first.forEach(({ name, values }, i) => {
    values.forEach((value, at) => {
      const isSame = Object.is(numberOf(value), numberOf(other[i]!.values[at]));
      expectThat(isSame, `argument ${at} of ${name} isn't the same at step 1 and at step ${step}`);
    });
  });
}

function namesOf(calls: readonly Call[]): string {
  return calls.map(({ name }) => name).join(", ") || "none";
}
