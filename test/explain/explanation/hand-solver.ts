import { all, type BigNumber, create, type MathJsInstance } from "mathjs";

const { bignumber, exp }: MathJsInstance = create(all!, { number: "BigNumber", precision: 40 });
const big = (value: number | string): BigNumber => bignumber(value);

/** A number as it is written on paper: rounded to significant digits, a half away from zero. */
function written(value: BigNumber, digits: number): BigNumber {
  return value.isZero() ? value : value.toSignificantDigits(digits, 4);
}

/** One unit in the last of so many digits. */
export function lastPlace(value: number, digits: number): number {
  return value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value)) + 1e-12) - digits + 1);
}

/** What a sheet about sigmoid neurons in two layers and the squared error asks for, by the names that it has there. */
export type Solution = ReadonlyMap<string, number>;

/**
 * Solves a sheet of a network like the lab's, of any number of inputs and hidden neurons, with decimal arithmetic of 40 digits, rounding each number when it's written down.
 *
 * @param inTwoSteps - Whether f′ is written down by itself before it is multiplied.
 */
export function solveByHand(
  given: ReadonlyMap<string, number>,
  parameter: string,
  { digits, rate, inTwoSteps }: { digits: number; rate: number; inTwoSteps: boolean },
): Solution {
  const found = new Map<string, BigNumber>([...given].map(([name, value]) => [name, big(String(value))]));
  const of = (name: string): BigNumber => found.get(name)!;
  const write = (name: string, value: BigNumber): BigNumber => {
    found.set(name, written(value, digits));
    return of(name);
  };
  const neuron = (name: string, weights: string[], inputs: string[], bias: string): void => {
    const sum = weights.reduce((total, weight, i) => total.add(of(weight).mul(of(inputs[i]!))), of(bias));
    const z = write(`z_${name}`, sum);
    write(name, big(1).div(big(1).add(exp(z.neg()) as BigNumber)));
  };
  const count = (letter: string): number => [...given.keys()].filter((name) => name.startsWith(letter)).length;
  const named = (letter: string, length: number, from = 0): string[] =>
    Array.from({ length }, (_, i) => `${letter}${from + i + 1}`);
  const [inputs, hiddenUnits] = [count("x"), count("b") - 1];
  const hiddenWeights = inputs * hiddenUnits;
  for (let unit = 0; unit < hiddenUnits; unit++) {
    neuron(`h${unit + 1}`, named("w", inputs, unit * inputs), named("x", inputs), `b${unit + 1}`);
  }
  neuron("o1", named("w", hiddenUnits, hiddenWeights), named("h", hiddenUnits), `b${hiddenUnits + 1}`);
  const error = of("t1").sub(of("o1"));
  write("L", error.mul(error));

  const index = Number(parameter.slice(1)) - 1;
  const unit = Math.floor(index / inputs) + 1;
  const [hidden, outer, input] = [`h${unit}`, `w${hiddenWeights + unit}`, `x${(index % inputs) + 1}`];
  const slopeTimes = (neuronName: string, factor: BigNumber): BigNumber => {
    const a = of(neuronName);
    const slope = a.mul(big(1).sub(a));
    return inTwoSteps ? written(slope, digits).mul(factor) : slope.mul(factor);
  };
  const factors = [
    write("∂L/∂o1", error.mul(-2)),
    write(`∂o1/∂${hidden}`, slopeTimes("o1", of(outer))),
    write(`∂${hidden}/∂${parameter}`, slopeTimes(hidden, of(input))),
  ];
  // Layer by layer: what leads to the loss is multiplied from there on.
  const outer1 = write("delta_o1", of("∂L/∂o1"));
  const sumOfOutput = write("delta_z_o1", slopeTimes("o1", outer1));
  const ofHidden = write(`delta_${hidden}`, of(outer).mul(sumOfOutput));
  const sumOfHidden = write(`delta_z_${hidden}`, slopeTimes(hidden, ofHidden));
  write("by layers", of(input).mul(sumOfHidden));
  const gradient = write(
    "gradient",
    factors.reduce((product, factor) => product.mul(factor), big(1)),
  );
  found.set("after", of(parameter).sub(write("change", gradient.mul(big(String(rate))))));
  return new Map([...found].map(([name, value]) => [name, value.toNumber()]));
}
