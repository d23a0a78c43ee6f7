import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { type FloatArray, lackOf, show } from "@nn/core/component";
import { ContractError } from "@nn/core/gradients";

/** One promise of a contract, to be run by whatever test runner there is: `test(name, run)`. */
export interface ContractCheck {
  /** The promise, in words. */
  readonly name: string;
  /** Throws a {@link ContractError} if the promise isn't kept. */
  readonly run: () => void;
}

const OURS = [ContractError, OptionError, ShapeError, DataError, DivergenceError];

/** An error that a component throws breaks the promise as well. */
export function promise(name: string, run: () => void): ContractCheck {
  return {
    name,
    run: () => {
      try {
        run();
      } catch (error) {
        if (OURS.some((kind) => error instanceof kind)) throw error;
        const said = error instanceof Error ? `${error.name}: ${error.message}` : show(error);
        throw new ContractError(`it throws an error of its own, ${said.replace(/[.]?$/, ".")}`, { cause: error });
      }
    },
  };
}

/**
 * Passes a backend on, and refuses what isn't one.
 *
 * @throws OptionError with what a backend looks like.
 */
export function checkBackend(where: string, backend: Backend): Backend {
  const lack = lackOf(backend, ["allocate", "kernels"]);
  if (lack === undefined) return backend;
  throw new OptionError(`${where} must be a backend itself, such as reference, but is ${lack}`);
}

/**
 * Passes a component on, and refuses what isn't one.
 *
 * @param like - What one looks like.
 * @throws OptionError with that.
 */
export function checkComponent<T>(where: string, component: T, methods: readonly string[], like: string): T {
  const lack = lackOf(component, methods);
  if (lack === undefined) return component;
  throw new OptionError(`${where} takes ${like} first, but got ${lack}`);
}

export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new ContractError(otherwise);
}

/** Compares two lists of numbers, bit for bit unless a relative-or-absolute tolerance is given. */
export function expectNumbers(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 0,
): void {
  expectThat(
    actual.length === expected.length,
    `${what}: expected ${expected.length} numbers, but got ${actual.length}`,
  );
  for (let i = 0; i < expected.length; i++) {
    const same = Object.is(actual[i]! + 0, expected[i]! + 0) || relativeError(actual[i]!, expected[i]!) <= tolerance;
    expectThat(same, `${what}, number ${i}: expected ${expected[i]}, but got ${actual[i]}`);
  }
}

/** |a − b|, as a share of the larger of the two where that is above 1. */
function relativeError(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

/** Σ weights[i]·values[i]: a function of the values whose gradient is the weights. */
export function weightedSum(weights: FloatArray, values: FloatArray, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += weights[i]! * values[i]!;
  return sum;
}
