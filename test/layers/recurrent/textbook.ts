/*
 * An LSTM as the textbooks write it, number by number, with the gates side by side in one object: of another making than the
 * layer, and as slow as it looks.
 */

/** What one gate has: W [inputs][units], U [units][units] and b [units]. */
export interface Gate {
  readonly w: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly b: readonly number[];
}

export interface Cell {
  readonly i: Gate;
  readonly f: Gate;
  readonly g: Gate;
  readonly o: Gate;
}

export interface TimeStep {
  readonly i: number[];
  readonly f: number[];
  readonly g: number[];
  readonly o: number[];
  readonly c: number[];
  readonly h: number[];
}

/** What a sequence becomes. */
export function run(cell: Cell, sequence: readonly (readonly number[])[]): TimeStep[] {
  const units = cell.i.b.length;
  const past: TimeStep[] = [];
  for (const x of sequence) {
    const h = past.at(-1)?.h ?? Array<number>(units).fill(0);
    const c = past.at(-1)?.c ?? Array<number>(units).fill(0);
    const sums = ({ w, u, b }: Gate): number[] =>
      b.map(
        (bias, j) => bias + sum(x.map((value, k) => value * w[k]![j]!)) + sum(h.map((value, k) => value * u[k]![j]!)),
      );
    const i = sums(cell.i).map(logistic);
    const f = sums(cell.f).map(logistic);
    const g = sums(cell.g).map(Math.tanh);
    const o = sums(cell.o).map(logistic);
    const next = c.map((before, j) => f[j]! * before + i[j]! * g[j]!);
    past.push({ i, f, g, o, c: next, h: next.map((value, j) => o[j]! * Math.tanh(value)) });
  }
  return past;
}

/** The parameters of the layer with the same gates. */
export function parametersOf({ i, f, g, o }: Cell): { weight: number[]; recurrentWeight: number[]; bias: number[] } {
  const gates = [i, f, g, o];
  return {
    weight: gates.flatMap(({ w }) => w.flat()),
    recurrentWeight: gates.flatMap(({ u }) => u.flat()),
    bias: gates.flatMap(({ b }) => b),
  };
}

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
