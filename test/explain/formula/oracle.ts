import { all, type BigNumber, create, type EvalFunction } from "mathjs";

/** mathjs with 36 digits, which parses and evaluates by itself: it knows nothing of how formulas are read here. */
const mathjs = create(all!, { number: "BigNumber", precision: 36 });
const big = (value: number | string): BigNumber => mathjs.bignumber(value);
const one = big(1);
mathjs.import(
  {
    step: (x: BigNumber) => (x.gt(0) ? one : big(0)),
    sigmoid: (x: BigNumber) => one.div(one.plus(x.negated().exp())),
    log1p: (x: BigNumber) => one.plus(x).ln(),
    log10: (x: BigNumber) => ofDenominator(x).ln().div(big(10).ln()),
    log: (x: BigNumber) => ofDenominator(x).ln(),
    divide: (x: BigNumber, y: BigNumber) => x.div(ofDenominator(y)),
    sqrt: (x: BigNumber) => x.sqrt(),
    // Without the tolerance of mathjs's comparisons.
    max: (x: BigNumber, y: BigNumber) => (x.gt(y) ? x : y),
    min: (x: BigNumber, y: BigNumber) => (x.lt(y) ? x : y),
    sign: (x: BigNumber) => big(x.gt(0) ? 1 : x.lt(0) ? -1 : 0),
    floor: (x: BigNumber) => x.floor(),
    erf: (x: BigNumber) => errorFunction(x),
  },
  { override: true },
);

/** By its series at 0, whose terms have some digits in common: both ends are 1 from 9 on. */
function errorFunction(x: BigNumber): BigNumber {
  if (x.abs().gt(9)) return big(x.gt(0) ? 1 : -1);
  const square = x.times(x);
  let sum = x;
  // Of terms above 0, to be multiplied by e^(−x²).
  for (let k = 1, term = x; term.abs().gt(1e-40); k++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * k + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).times(square.negated().exp()).div(big(mathjs.pi.toString()).sqrt());
}

/** The least that was divided by, or that a logarithm was taken of, since this was set. */
let least = Number.POSITIVE_INFINITY;

/** There is no value at 0. */
function ofDenominator(x: BigNumber): BigNumber {
  least = Math.min(least, x.abs().toNumber());
  if (x.isZero()) throw new Error("divides by 0");
  return x;
}

/** A formula's values and slopes in 36 digits. */
export class Oracle {
  readonly #compiled: EvalFunction;
  readonly #others: Readonly<Record<string, BigNumber>>;
  readonly #symbol: string;

  /** @param others - What the other symbols stand for. */
  constructor(text: string, symbol: string, others: Readonly<Record<string, number>> = {}) {
    this.#compiled = mathjs.compile(text);
    this.#symbol = symbol;
    this.#others = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, big(value)]));
  }

  /** NaN where there is no real value. */
  value(x: number): number {
    return this.#at(big(x)).toNumber();
  }

  /** How large the function becomes at 10^-exponent beside a point, on the side where it is larger. */
  sizeBeside(x: number, exponent: number): number {
    const h = big(`1e-${exponent}`);
    return Math.max(...[h, h.negated()].map((d) => Math.abs(this.#at(big(x).plus(d)).toNumber()) || 0));
  }

  /** The least that is divided by at a place, or that a logarithm is taken of. */
  leastDenominator(x: number): number {
    least = Number.POSITIVE_INFINITY;
    this.value(x);
    return least;
  }

  /** The slopes of both sides, by differences of points that are 10^-exponent apart. */
  sides(x: number, exponent = 15): { left: number; right: number } {
    const h = big(`1e-${exponent}`);
    const [left, right] = [h.negated(), h].map((d) => {
      const near = this.#at(big(x).plus(d));
      return this.#at(big(x).plus(d).plus(d)).minus(near).div(d).toNumber();
    });
    return { left: left!, right: right! };
  }

  #at(x: BigNumber): BigNumber {
    try {
      const value: unknown = this.#compiled.evaluate({ ...this.#others, [this.#symbol]: x });
      return mathjs.isBigNumber(value) ? value : big(Number.NaN);
    } catch {
      // A complex number went into a function of real ones.
      return big(Number.NaN);
    }
  }
}
