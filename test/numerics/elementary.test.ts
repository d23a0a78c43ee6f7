import { seededRandom } from "@nn/core";
import { erf, exp, log, log1p, power, hyperbolicTangent as tanh } from "@nn/core/component";
import type { BigNumber } from "mathjs";
import { describe, expect, test } from "vitest";
import { big, errorInUlps } from "./ulp.js";

const random = seededRandom("elementary");
/** The numbers of each kind: `npm run check:digits` takes so many that `tanh` has a million. */
const SAMPLES = Number(process.env.ELEMENTARY_SAMPLES ?? 500);

/** Numbers spread evenly between two bounds. */
const even = (low: number, high: number) => (): number => low + (high - low) * random();
/** Numbers of either sign whose exponents are spread evenly. */
const everySize = (low: number, high: number) => (): number =>
  (random() < 0.5 ? -1 : 1) * 2 ** Math.floor(even(low, high)()) * (1 + random());
const positive = (draw: () => number) => (): number => Math.abs(draw());
const around = (centre: number, draw: () => number) => (): number => centre + draw();

/** ln(1 + x) to 30 digits: by its series where 1 + x would lose the digits of x. */
function exactLog1p(x: BigNumber): BigNumber {
  if (x.abs().gt(1e-8)) return x.plus(1).ln() as BigNumber;
  let sum = x;
  for (let n = 2, term = x; n <= 6; n++) {
    term = term.times(x).neg() as BigNumber;
    sum = sum.plus(term.div(n)) as BigNumber;
  }
  return sum;
}

/** erf x to 35 digits: its series of terms above 0, which is multiplied by e^(−x²). */
function exactErf(x: BigNumber): BigNumber {
  const twice = x.times(x).times(2);
  let sum = x;
  for (let k = 1, term = x; term.abs().gt(sum.abs().times(1e-38)); k++) {
    term = term.times(twice).div(2 * k + 1);
    sum = sum.plus(term);
  }
  const pi = big(0).plus("3.14159265358979323846264338327950288419717");
  return sum.times(2).times(x.times(x).neg().exp()).div(pi.sqrt()) as BigNumber;
}

const functions: readonly {
  name: string;
  f: (x: number) => number;
  exact: (x: BigNumber) => BigNumber;
  within: number;
  samples: Readonly<Record<string, () => number>>;
  points: readonly number[];
}[] = [
  {
    name: "exp",
    f: exp,
    exact: (x) => x.exp() as BigNumber,
    within: 1,
    samples: {
      "all finite results": even(-745.13, 709.78),
      "subnormal results": even(-745.13, -708.4),
      "|x| < 1": even(-1, 1),
      "x near 0": everySize(-60, -1),
    },
    // Around the bounds of overflow, of the normal range and of underflow; halves and multiples of ln 2.
    points: [
      709.782712893384,
      709.7827128933839,
      -708.3964185322641,
      -745.1332191019411,
      -745.133219101941,
      0.5 * Math.LN2,
      -0.5 * Math.LN2,
      Math.LN2,
      1,
      -1,
      5e-324,
      2 ** -1022,
    ],
  },
  {
    name: "log",
    f: log,
    exact: (x) => x.ln() as BigNumber,
    within: 1,
    samples: {
      "all sizes": positive(everySize(-1022, 1024)),
      "subnormal x": positive(everySize(-1074, -1022)),
      "x near 1": around(1, everySize(-52, -2)),
      "1/2 < x < 2": even(0.5, 2),
    },
    // The smallest and largest numbers, the neighbours of 1, and √2, where the exponent is counted up.
    points: [
      5e-324,
      2 ** -1022,
      Number.MAX_VALUE,
      1 - 2 ** -53,
      1 + 2 ** -52,
      Math.SQRT2,
      Math.SQRT1_2,
      2,
      10,
      1.4142135623730947,
      1.4142135623730954,
      0.7071067811865474,
      0.7071067811865477,
    ],
  },
  {
    name: "log1p",
    f: log1p,
    exact: exactLog1p,
    within: 1,
    samples: {
      "all sizes": positive(everySize(-1074, 1000)),
      "huge x": positive(everySize(1000, 1024)),
      "x near 0": everySize(-60, -1),
      "0 < x < 1": even(0, 1),
      "-1 < x < 0": even(-1, 0),
      "where 1 + x is rounded most": even(0.4142, 3),
      "around the change of formula above 0": even(0.41, 0.42),
      "around the change of formula below 0": even(-0.3, -0.28),
    },
    points: [Number.MAX_VALUE, 5e-324, -5e-324, 2 ** -53, -(2 ** -53), 2 ** -52, -1 + 2 ** -53, 1, -0.5],
  },
  {
    name: "tanh",
    f: tanh,
    exact: (x) => x.tanh() as BigNumber,
    within: 2,
    samples: {
      "all sizes": everySize(-1000, 5),
      "|x| < 3": even(-3, 3),
      "small x": even(0, 0.35),
      "around the change of sign": even(0.16, 0.19),
      "where d and d + 2 are rounded most": even(0.17, 0.26),
      saturation: even(15, 25),
    },
    points: [
      0.20325436964776045,
      0.17329070651079106,
      0.2115274286168781,
      0.1733,
      0.17329,
      -0.1733,
      0.625,
      -0.625,
      0.6249999999999999,
      5e-324,
      2 ** -1022,
      1,
      -1,
      19.0615,
      22,
    ],
  },
  {
    name: "erf",
    f: erf,
    exact: exactErf,
    within: 2,
    samples: {
      "all sizes": everySize(-1000, 2),
      "|x| < 1": even(-1, 1),
      "around the change of formula": even(0.98, 1.02),
      "where 1 - erf is small": even(2, 6.5),
    },
    points: [1, -1, 1 - 2 ** -53, 0.5, 5e-324, 2 ** -1022, 2 ** -30, 3, -3, 5.9, 6],
  },
];

describe.each(functions)("$name", ({ name, f, exact, within, samples, points }) => {
  test.each(Object.entries(samples))(`is within ${within} ulp: %s`, (_, sample) => {
    let worst = { x: 0, error: -1 };
    for (let i = 0; i < SAMPLES; i++) {
      const x = sample();
      const error = errorInUlps(f(x), exact(big(x)));
      if (!(error <= worst.error)) worst = { x, error };
    }
    expect(worst.error, `${name}(${worst.x})`).toBeLessThan(within);
  });

  test.each(points)(`is within ${within} ulp at %f`, (x) => {
    expect(errorInUlps(f(x), exact(big(x)))).toBeLessThan(within);
  });
});

test("a power x^n has the error of n - 1 products at most", () => {
  for (let i = 0; i < 500; i++) {
    const n = Math.floor(even(1, 5000)());
    const x = i % 2 === 0 ? 0.9 + 0.1 * random() : 1 + (0.1 * random()) / 10;
    const exact = big(x).pow(n) as BigNumber;
    const error = Number((big(power(x, n)).minus(exact) as BigNumber).div(exact).abs().toString());
    if (Number(exact.toString()) > 2 ** -1022) expect(error, `${x}^${n}`).toBeLessThan((n - 1) * 2 ** -53 + 1e-30);
  }
});
