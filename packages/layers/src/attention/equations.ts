import type { Equations, FormulaEquations, ListElement } from "@nn/core/component";

/** The lists, by their numbers: q, k and v, the scores of pairs of time steps, the shares, and what each head gives. */
const [Q, K, V, SHARES, HEADS] = [0, 1, 2, 4, 5] as const;

/** What attention does with a sequence. Of pairs there are only those that see each other. */
export function attentionEquations(steps: number, inputs: number, heads: number, causal: boolean): Equations[] {
  const size = inputs / heads;
  const numbers = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
  const item = (list: number, element: number): ListElement => ({ list, element });
  const at = (head: number, step: number, i: number): number => (head * steps + step) * size + i;
  const seen = (step: number): number => (causal ? step + 1 : steps);
  const pairs = numbers(heads, (head) =>
    numbers(steps, (step) => numbers(seen(step), (other) => ({ head, step, other }))),
  ).flat(2);
  const placeOf = new Map(pairs.map(({ head, step, other }, i) => [`${head} ${step} ${other}`, i]));
  const row = (list: number, head: number, step: number): ListElement[] =>
    numbers(seen(step), (other) => item(list, placeOf.get(`${head} ${step} ${other}`)!));
  const places = (i: number) => {
    const [head, step] = [Math.floor(i / (steps * size)), Math.floor(i / size) % steps];
    return { head, step, column: i % size };
  };
  const projected = (parameter: string): FormulaEquations => ({
    formula: "sum(w * x) + b",
    size: steps * inputs,
    reads: (i) => {
      const { head, step, column } = places(i);
      return {
        w: numbers(inputs, (input) => ({ parameter, element: (head * inputs + input) * size + column })),
        x: numbers(inputs, (input) => ({ input: step * inputs + input })),
        b: { parameter: `${parameter}Bias`, element: head * size + column },
      };
    },
  });
  return [
    projected("query"),
    projected("key"),
    projected("value"),
    {
      formula: `sum(q * k) / sqrt(${size})`,
      size: pairs.length,
      reads: (i) => {
        const { head, step, other } = pairs[i];
        const vector = (list: number, of: number) => numbers(size, (column) => item(list, at(head, of, column)));
        return { q: vector(Q, step), k: vector(K, other) };
      },
    },
    {
      formula: "exp(s) / sum(exp(r))",
      size: pairs.length,
      reads: (i) => ({ s: i, r: row(SHARES - 1, pairs[i].head, pairs[i].step) }),
    },
    {
      formula: "sum(p * v)",
      size: steps * inputs,
      reads: (i) => {
        const { head, step, column } = places(i);
        return { p: row(SHARES, head, step), v: numbers(seen(step), (other) => item(V, at(head, other, column))) };
      },
    },
    {
      formula: "sum(w * a) + b",
      size: steps * inputs,
      reads: (i) => {
        const [step, unit] = [Math.floor(i / inputs), i % inputs];
        const parts = numbers(inputs, (j) => ({ head: Math.floor(j / size), column: j % size }));
        return {
          w: parts.map((_, j) => ({ parameter: "output", element: j * inputs + unit })),
          a: parts.map(({ head, column }) => item(HEADS, at(head, step, column))),
          b: { parameter: "outputBias", element: unit },
        };
      },
    },
  ];
}
