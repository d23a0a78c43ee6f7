import { type Complex, complex, divide, exp, log, multiply, subtract, sum, tanh } from "mathjs";

/** A step between two lists of numbers, for complex ones. */
export type ComplexLink = (inputs: readonly Complex[]) => Complex[];

/** Too small to change a real part. */
const STEP = 1e-40;

/**
 * The derivative of one output with respect to one input, without differences: Im f(x + ih) / h.
 *
 * Source: W. Squire and G. Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review 40
 * (1998).
 */
export function complexStep(
  links: readonly ComplexLink[],
  at: readonly number[],
  input: number,
  output: number,
): number {
  const start = at.map((value, i) => complex(value, i === input ? STEP : 0));
  return links.reduce<readonly Complex[]>((numbers, link) => link(numbers), start)[output]!.im / STEP;
}

/** The real numbers behind each link. */
export function realPass(links: readonly ComplexLink[], at: readonly number[]): number[][] {
  const passed = [at.map((value) => complex(value, 0))];
  for (const link of links) passed.push(link(passed.at(-1)!));
  return passed.map((numbers) => numbers.map(({ re }) => re));
}

const added = (terms: readonly Complex[]): Complex => sum(complex(0, 0), ...terms) as unknown as Complex;
const times = (a: Complex | number, b: Complex): Complex => multiply(a, b) as Complex;
const over = (a: Complex | number, b: Complex | number): Complex => divide(a, b) as Complex;
const minus = (a: Complex | number, b: Complex): Complex => subtract(a, b) as Complex;
const squared = (z: Complex): Complex => times(z, z);
const ln = (z: Complex): Complex => log(z) as Complex;

/** Weights are given unit by unit. */
export function affine(weights: readonly (readonly number[])[], biases: readonly number[]): ComplexLink {
  return (inputs) =>
    weights.map((row, unit) =>
      added([...row.map((weight, i) => times(weight, inputs[i]!)), complex(biases[unit]!, 0)]),
    );
}

export const ACTIVATIONS: Readonly<Record<string, ComplexLink>> = {
  identity: (z) => [...z],
  relu: (z) => z.map((one) => (one.re > 0 ? one : complex(0, 0))),
  sigmoid: (z) => z.map((one) => over(1, added([complex(1, 0), exp(times(-1, one))]))),
  tanh: (z) => z.map((one) => tanh(one)),
  softmax: (z) => z.map((one) => over(exp(one), added(z.map((other) => exp(other))))),
};

/** By the losses' names; a single number comes out. */
export const LOSSES: Readonly<Record<string, (targets: readonly number[]) => ComplexLink>> = {
  meanSquaredError: (t) => (p) => [over(added(p.map((one, i) => squared(minus(one, complex(t[i]!, 0))))), p.length)],
  binaryCrossEntropy: (t) => (p) => [
    over(added(p.map((one, i) => added([times(-t[i]!, ln(one)), times(t[i]! - 1, ln(minus(1, one)))]))), p.length),
  ],
  categoricalCrossEntropy: (t) => (p) => [added(p.map((one, i) => times(-t[i]!, ln(one))))],
};
