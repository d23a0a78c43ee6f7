/** How many digits the result of a calculation has. */
let digits = 40;

/** One digit more, by which the last is rounded. */
const ONE_MORE = 1;

/** Does a calculation with so many digits, after which numbers have as many as before. */
export function ofDigits<T>(count: number, calculation: () => T): T {
  const before = digits;
  digits = count;
  try {
    return calculation();
  } finally {
    digits = before;
  }
}

/** Does a calculation with so many digits more than its result has. */
export function withMore(count: number, calculation: (digits: number) => Decimal): Decimal {
  const all = digits + count;
  return ofDigits(all, () => calculation(all)).rounded();
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(Math.max(0, exponent));
}

/** The number m · 10^e, or one of Infinity, −Infinity and NaN. Each result is rounded to as many digits as are asked for. */
export class Decimal {
  readonly m: bigint;
  readonly e: number;
  readonly #notFinite: number | undefined;

  constructor(m: bigint, e: number, notFinite?: number) {
    this.m = m;
    this.e = e;
    this.#notFinite = notFinite;
  }

  /** 10 to this power is the least above the number, in magnitude. */
  get top(): number {
    return this.e + (this.m < 0n ? -this.m : this.m).toString().length;
  }

  /** −1, 0 or 1, or what isn't finite: calculations with what isn't finite are the same with it. */
  get rough(): number {
    return this.#notFinite ?? Number(this.m > 0n) - Number(this.m < 0n);
  }

  get isFinite(): boolean {
    return this.#notFinite === undefined;
  }

  get isNaN(): boolean {
    return Number.isNaN(this.rough);
  }

  get isZero(): boolean {
    return this.rough === 0;
  }

  get isWhole(): boolean {
    return this.floor().sub(this).isZero;
  }

  rounded(): Decimal {
    const excess = this.top - this.e - digits;
    if (excess <= 0 || !this.isFinite) return this;
    const unit = powerOfTen(excess);
    return new Decimal((this.m + (BigInt(this.rough) * unit) / 2n) / unit, this.e + excess);
  }

  add(other: Decimal): Decimal {
    if (!this.isFinite || !other.isFinite) return decimal(this.rough + other.rough);
    if (this.isZero) return other;
    if (other.isZero) return this;
    const apart = this.top - other.top;
    if (Math.abs(apart) > digits + ONE_MORE) return apart > 0 ? this : other;
    const e = Math.min(this.e, other.e);
    return new Decimal(this.m * powerOfTen(this.e - e) + other.m * powerOfTen(other.e - e), e).rounded();
  }

  sub(other: Decimal): Decimal {
    return this.add(other.neg());
  }

  mul(other: Decimal): Decimal {
    if (!this.isFinite || !other.isFinite) return decimal(this.rough * other.rough);
    return new Decimal(this.m * other.m, this.e + other.e).rounded();
  }

  div(other: Decimal): Decimal {
    if (!this.isFinite || !other.isFinite || other.isZero) return decimal(this.rough / other.rough);
    const more = Math.max(0, digits + ONE_MORE + (other.top - other.e) - (this.top - this.e));
    return new Decimal((this.m * powerOfTen(more)) / other.m, this.e - more - other.e).rounded();
  }

  neg(): Decimal {
    return this.isFinite ? new Decimal(-this.m, this.e) : decimal(-this.rough);
  }

  abs(): Decimal {
    return this.rough < 0 ? this.neg() : this;
  }

  floor(): Decimal {
    if (!this.isFinite || this.e >= 0) return this;
    if (this.top <= 0) return decimal(this.rough < 0 ? -1 : 0);
    const unit = powerOfTen(-this.e);
    const whole = this.m / unit;
    return new Decimal(this.m < whole * unit ? whole - 1n : whole, 0);
  }

  /** False where one of them isn't a number. */
  isAbove(other: Decimal): boolean {
    return this.rough === other.rough ? this.sub(other).rough > 0 : this.rough > other.rough;
  }

  toNumber(): number {
    return this.#notFinite ?? Number(`${this.m}e${this.e}`);
  }
}

/** A float64 as the decimal that it is written as. */
export function decimal(value: number): Decimal {
  if (!Number.isFinite(value)) return new Decimal(0n, 0, value);
  const [factor, exponent = "0"] = String(value).split("e");
  const [whole, part = ""] = factor!.split(".");
  return new Decimal(BigInt(whole! + part), Number(exponent) - part.length);
}
