/**
 * A sum that is kept as two numbers, so that it has twice the digits: `high` is the sum rounded, and `low` what rounding
 * left out. Numbers may be as far as 2⁵⁰⁰ from 1, so that no product overflows, and none loses its low half.
 *
 * Source: T. J. Dekker, "A Floating-Point Technique for Extending the Available Precision", Numerische Mathematik 18 (1971);
 * D. E. Knuth, "The Art of Computer Programming" 2, section 4.2.2.
 */
export class ExactSum {
  high = 0;
  low = 0;

  /** Adds a number. */
  add(x: number): this {
    const sum = this.high + x;
    const part = sum - this.high;
    const left = this.high - (sum - part) + (x - part) + this.low;
    this.high = sum + left;
    this.low = left - (this.high - sum);
    return this;
  }

  /** Adds the product of two numbers, which has up to twice their digits. */
  addProduct(x: number, y: number): this {
    const product = x * y;
    const xHigh = upperHalf(x);
    const yHigh = upperHalf(y);
    const xLow = x - xHigh;
    const yLow = y - yHigh;
    return this.add(product).add(xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow));
  }

  /** Divides by a number. */
  divideBy(n: number): this {
    const quotient = this.high / n;
    const rest = new ExactSum().add(this.high).addProduct(-quotient, n).add(this.low).high;
    this.high = quotient + rest / n;
    this.low = rest / n - (this.high - quotient);
    return this;
  }

  /** The square root, rounded once. */
  squareRoot(): number {
    const root = Math.sqrt(this.high);
    if (root === 0) return 0;
    return root + new ExactSum().add(this.high).addProduct(-root, root).add(this.low).high / (2 * root);
  }
}

/** The upper 26 of a number's 53 bits: products of halves are exact. */
function upperHalf(x: number): number {
  const shifted = 134_217_729 * x;
  return shifted - (shifted - x);
}
