import type { Equations, FormulaEquations, ParameterElement, Source } from "@nn/core/component";

/** The gates in the order that parameters have them in. */
const I = 0;
const F = 1;
const G = 2;
const O = 3;
/** The gates between 0 and 1. */
const OPEN = [I, F, O];

/** Sizes of an LSTM. */
interface Sizes {
  readonly inputs: number;
  readonly units: number;
}

/** The lists of a time step, by their places among all lists. */
interface Lists {
  readonly z: number;
  readonly open: number;
  readonly g: number;
  readonly c: number;
  readonly h: number;
}

/** What an LSTM does with a sequence, list by list: z of all gates, i, f and o, g, c and h of a time step, then of the next. */
export function lstmEquations(sizes: Sizes, steps: number, returnSequences: boolean): Equations[] {
  const all = Array.from({ length: steps }, (_, step) => stepEquations(sizes, step)).flat();
  if (!returnSequences || steps === 1) return all;
  const { units } = sizes;
  const reads = (at: number): Record<string, Source> => ({
    x: { list: listsOf(Math.floor(at / units)).h, element: at % units },
  });
  return [...all, { formula: "x", size: steps * units, reads }];
}

function listsOf(step: number): Lists {
  const z = 5 * step;
  return { z, open: z + 1, g: z + 2, c: z + 3, h: z + 4 };
}

function stepEquations({ inputs, units }: Sizes, step: number): FormulaEquations[] {
  const { z, open } = listsOf(step);
  const before = listsOf(step - 1);
  const isFirst = step === 0;
  const gateOf = (at: number): number => Math.floor(at / units);
  const opening = (gate: number, element: number): Source => ({
    list: open,
    element: OPEN.indexOf(gate) * units + element,
  });
  const parameter = (name: string, count: number, at: number): ParameterElement[] =>
    Array.from({ length: count }, (_, i) => ({
      parameter: name,
      element: (gateOf(at) * count + i) * units + (at % units),
    }));
  const x = Array.from({ length: inputs }, (_, i) => ({ input: step * inputs + i }));
  const h = Array.from({ length: units }, (_, i) => ({ list: before.h, element: i }));
  return [
    {
      formula: "sum(w * x) + b",
      size: 4 * units,
      reads: (at) => ({
        w: [...parameter("weight", inputs, at), ...(isFirst ? [] : parameter("recurrentWeight", units, at))],
        x: isFirst ? x : [...x, ...h],
        b: { parameter: "bias", element: at },
      }),
    },
    {
      formula: "1 / (1 + exp(-z))",
      size: OPEN.length * units,
      reads: (at) => ({ z: OPEN[gateOf(at)] * units + (at % units) }),
    },
    { formula: "tanh(z)", size: units, reads: (at) => ({ z: { list: z, element: G * units + at } }) },
    {
      formula: isFirst ? "i * g" : "f * c + i * g",
      size: units,
      reads: (at) => ({
        i: opening(I, at),
        g: at,
        ...(!isFirst && { f: opening(F, at), c: { list: before.c, element: at } }),
      }),
    },
    { formula: "o * tanh(c)", size: units, reads: (at) => ({ o: opening(O, at), c: at }) },
  ];
}
