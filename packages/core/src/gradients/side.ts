/** A slope to one side of a point, and how far it may be from the true one. */
export interface SideSlope {
  readonly slope: number;
  readonly error: number;
}

/** The terms of a difference quotient's error that are eliminated at most: those with h, h², h³ and h⁴. */
export const ORDERS = 4;

/** What rounding in the values makes of an extrapolated slope at most, as a multiple of rounding / h. */
const AMPLIFICATION = 10;

/** Both are estimates; the worst of thousands lies a little beyond them. */
const SAFETY = 2;

/**
 * Difference quotients to one side of a point for steps that are halved, level by level, and their extrapolations to a
 * step of 0 (Richardson): `rows[level][order]` is free of the error's terms up to h^order.
 */
export class Side {
  readonly #steps: number[] = [];
  readonly #rows: number[][] = [];
  /** Of the value, without their signs. */
  readonly #changes: number[] = [];

  /** How many steps were taken. */
  get levels(): number {
    return this.#rows.length;
  }

  /** A level's step, without its sign. */
  step(level: number): number {
    return this.#steps[level]!;
  }

  /** Whether no value was finite. */
  get isEmpty(): boolean {
    return this.#rows.every(([slope]) => !Number.isFinite(slope));
  }

  /** The steepest quotient of all. */
  get steepest(): number {
    return Math.max(0, ...this.#rows.map(([slope]) => Math.abs(slope!)).filter((slope) => !Number.isNaN(slope)));
  }

  /** @param change - Of the value; both have a sign. */
  add(step: number, change: number): void {
    const row = [change / step];
    const above = this.#rows.at(-1);
    for (let order = 1; order <= ORDERS; order++) {
      const [finer, coarser] = [row[order - 1]!, above?.[order - 1] ?? Number.NaN];
      row.push(finer + (finer - coarser) / (2 ** order - 1));
    }
    this.#rows.push(row);
    this.#steps.push(Math.abs(step));
    this.#changes.push(Math.abs(change));
  }

  /** What the last elimination changed, and what the step before gives, bound the error; so does the values' rounding. */
  estimate(level: number, order: number, noise: number): SideSlope {
    const [row, above] = [this.#rows[level]!, this.#rows[level - 1]];
    const slope = row[order]!;
    const spread = Math.max(Math.abs(slope - row[order - 1]!), Math.abs(slope - (above?.[order] ?? Number.NaN)));
    const error = SAFETY * (spread + (AMPLIFICATION * noise) / this.#steps[level]!);
    return { slope, error: Number.isNaN(error) ? Infinity : error };
  }

  /**
   * How much the values jump about, apart from what is smooth in them: what an extrapolation differs from the one before,
   * as a change of the value. Of three steps one after another the largest counts, and of all threes the smallest.
   */
  noise(): number {
    const jumps = this.#rows.map((row, level) => {
      const before = this.#rows[level - 1]?.[ORDERS - 1] ?? Number.NaN;
      return (Math.abs(row[ORDERS - 1]! - before) * this.#steps[level]!) / AMPLIFICATION;
    });
    const threes = jumps.slice(2).map((jump, i) => Math.max(jump, jumps[i]!, jumps[i + 1]!));
    return Math.min(...threes.filter((three) => !Number.isNaN(three)));
  }

  /** The first change of the value, where steps were so small that they changed nothing; else 0. */
  firstChange(): number {
    const moving = this.#changes.filter((change) => change !== 0);
    return this.#changes.at(-1) === 0 ? (moving.at(-1) ?? 0) : 0;
  }
}
