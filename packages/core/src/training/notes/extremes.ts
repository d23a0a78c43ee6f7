import type { FloatArray } from "@nn/numerics";

/** The least and the largest number of each column, over all rows that it has seen. */
export class Extremes {
  // Lists: engines make short ones in a fraction of the time of typed arrays.
  readonly least: number[];
  readonly most: number[];

  constructor(columns: number) {
    this.least = new Array<number>(columns).fill(Infinity);
    this.most = new Array<number>(columns).fill(-Infinity);
  }

  /** Looks at the first `rows` rows of an array, or at some of them. */
  see(values: FloatArray, rows: number, isSeen?: readonly boolean[]): void {
    const { least, most } = this;
    const columns = least.length;
    for (let row = 0, i = 0; row < rows; row++) {
      if (isSeen?.[row] === false) {
        i += columns;
        continue;
      }
      for (let column = 0; column < columns; column++, i++) {
        const value = values[i]!;
        if (value < least[column]!) least[column] = value;
        if (value > most[column]!) most[column] = value;
      }
    }
  }

  /** The columns whose extremes are such. */
  where(isSuch: (least: number, most: number, column: number) => boolean): number[] {
    const columns: number[] = [];
    for (let column = 0; column < this.least.length; column++) {
      if (isSuch(this.least[column]!, this.most[column]!, column)) columns.push(column);
    }
    return columns;
  }
}
