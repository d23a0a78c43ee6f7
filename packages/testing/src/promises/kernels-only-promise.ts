import type { Kernels } from "@nn/core/backend";
import type { FloatArray } from "@nn/core/component";
import { type KernelsOnly, saysKernelsOnly } from "@nn/core/component";
import { ContractError } from "@nn/core/gradients";
import { type ContractCheck, expectThat, promise } from "../contracts/contract.js";

/** A call of a kernel. */
interface Call {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** How many times they are called. */
const TIMES = 9;

const LENGTH = 64;

/**
 * What a component promises that says that some of its functions call kernels alone: they look into no array, and make
 * the same calls each time.
 *
 * @param call - Calls the functions, on arrays that `traced` makes.
 */
export function kernelsOnlyPromise(
  component: { readonly kernelsOnly?: KernelsOnly },
  functions: readonly string[],
  call: (kernels: Kernels, traced: () => FloatArray) => void,
): ContractCheck {
  return promise("if it says that it calls kernels alone, makes the same calls each time and does nothing else", () => {
    if (!saysKernelsOnly(component, functions)) return;
    const first = callsOf(call);
    for (let time = 2; time <= TIMES; time++) expectSameCalls(first, callsOf(call), time);
  });
}

function callsOf(call: Parameters<typeof kernelsOnlyPromise>[2]): Call[] {
  const calls: Call[] = [];
  const kernels = new Proxy({} as Kernels, {
    get:
      (_, name: string) =>
      (...values: readonly unknown[]) => {
        calls.push({ name, values: values.flatMap(numbersOf) });
        return true;
      },
  });
  let arrays = 0;
  call(kernels, () => traced(arrays++));
  return calls;
}

/** An array that is told from others by its number, as are its parts, and refuses to be looked into. */
function traced(number: number | string): FloatArray {
  const refuse = (): never => {
    throw new ContractError("it looks into an array, though it says that it calls kernels alone");
  };
  return new Proxy<FloatArray>(new Float64Array(LENGTH), {
    get: (target, property) => {
      if (property === NUMBER) return number;
      if (property === "subarray") return (...range: readonly number[]) => traced(`${number}, ${range.join()}`);
      return FORM.has(property) ? Reflect.get(target, property) : refuse();
    },
    set: refuse,
    has: refuse,
    getOwnPropertyDescriptor: refuse,
    ownKeys: refuse,
  });
}

/** What may be asked of an array: of which kind it is, and how long. */
const FORM: ReadonlySet<string | symbol> = new Set(["length", "BYTES_PER_ELEMENT", "constructor"]);

const NUMBER = Symbol("number");

function numberOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as Record<symbol, unknown>)[NUMBER] : value;
}

function expectSameCalls(first: readonly Call[], other: readonly Call[], time: number): void {
  expectThat(
    first.length === other.length && first.every(({ name }, i) => name === other[i]!.name),
    `at first it calls ${namesOf(first)}, and at call ${time} ${namesOf(other)}`,
  );
  first.forEach(({ name, values }, i) => {
    values.forEach((value, at) => {
      const isSame = Object.is(numberOf(value), numberOf(other[i]!.values[at]));
      expectThat(isSame, `argument ${at} of ${name} isn't the same at first and at call ${time}`);
    });
  });
}

function namesOf(calls: readonly Call[]): string {
  return calls.map(({ name }) => name).join(", ") || "none";
}

/** A list of scalars number by number, as it may be written anew for each call. */
function numbersOf(value: unknown): unknown[] {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<number>) : [value];
}
