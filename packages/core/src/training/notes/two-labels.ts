import type { FloatArray } from "@nn/numerics";

/** The numbers that targets are, as long as there are no more than two of them. */
export class TwoLabels {
  readonly #found: number[] = [];

  see(targets: FloatArray, length: number): void {
    const found = this.#found;
    for (let i = 0; i < length && found.length < 3; i++) if (!found.includes(targets[i]!)) found.push(targets[i]!);
  }

  /** Both, the smaller first; `undefined` where there are others, or one alone. */
  get pair(): readonly [number, number] | undefined {
    const [one, other, more] = this.#found;
    if (one === undefined || other === undefined || more !== undefined) return undefined;
    return one < other ? [one, other] : [other, one];
  }
}
