import type { FloatArray } from "@nn/core/component";
import { ArrayFormula } from "../components/arrays.js";
import { callOf, type Expression, partsOf } from "../expression.js";
import type { FunctionName } from "../functions.js";
import { sourceOf } from "../text/source.js";
import { added, SERIES, type Series, seriesOf } from "./series.js";

/** The slopes of a function on both sides of a point, which may be infinite; NaN where they aren't known. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

/**
 * The slope of a formula with respect to one of its symbols, at many points at once. Between kinks it is the derivative
 * that the rules of differentiation give. Exactly at a kink, where a rule for each of the parts may give what no side of
 * the whole has, both sides are taken by themselves: the slope lies between them, and where they are equal it is theirs.
 * Where the rules give no finite number, it is the middle of the sides, and of an infinite and a finite side the finite one.
 */
export class SlopeFormula {
  readonly #value: Expression;
  readonly #slope: ArrayFormula;
  readonly #symbol: string;
  /** The sources of what is 0 at a kink. */
  readonly switches: readonly string[];
  #slopes: Float64Array = new Float64Array(0);
  /** What the rules gave in the last run. */
  #found: Float64Array = new Float64Array(0);
  /** Whether the rules' formula loses so many digits that it isn't used. */
  #bySides = false;

  constructor(value: Expression, slope: Expression, symbol: string) {
    this.#value = value;
    this.#symbol = symbol;
    const switches = partsOf(value).flatMap(switchOf);
    this.switches = [...new Set(switches.map(sourceOf))];
    const symbols = partsOf(value).filter(({ kind }) => kind === "symbol");
    this.#slope = new ArrayFormula(slope, [...switches, ...symbols]);
  }

  /** Takes an array as the values of a symbol. */
  write(symbol: string, values: FloatArray, length: number): void {
    this.#slope.write(symbol, values, length);
  }

  /** From now on takes the slopes of both sides everywhere. */
  takeSides(): void {
    this.#bySides = true;
  }

  get isBySides(): boolean {
    return this.#bySides;
  }

  /** Gives the array that holds the slopes: the first `length` of it, until the next run. */
  run(length: number, size: number): Float64Array {
    const found = this.#slope.run(length, size);
    this.#found = found;
    if (this.#slopes.length < length) this.#slopes = new Float64Array(length);
    const slopes = this.#slopes;
    for (let i = 0; i < length; i++) {
      slopes[i] = Number.isFinite(found[i]!) && !this.#bySides ? found[i]! : this.#between(found[i]!, i, size);
    }
    for (const part of this.switches) {
      const at = this.#slope.valuesOf(part);
      for (let i = 0; i < length; i++) if (at[i] === 0) slopes[i] = this.#between(found[i]!, i, size);
    }
    return slopes;
  }

  /** The slopes on both sides of the element at `index`, as of the last run. */
  sides(index: number, size: number): Sides {
    return { left: this.#side(index, size, -1), right: this.#side(index, size, 1) };
  }

  /** Whether the slope is infinite on either side of the element at `index`, as of the last run. */
  isSteep(index: number, size: number): boolean {
    const isSmooth =
      Number.isFinite(this.#found[index]!) && this.switches.every((part) => this.#slope.valuesOf(part)[index] !== 0);
    if (isSmooth) return false;
    const { left, right } = this.sides(index, size);
    return Math.abs(left) === Number.POSITIVE_INFINITY || Math.abs(right) === Number.POSITIVE_INFINITY;
  }

  /** The choice, moved to where it lies between the slopes of both sides. */
  #between(choice: number, index: number, size: number): number {
    const { left, right } = this.sides(index, size);
    const isChosen = Number.isFinite(choice) && !this.#bySides;
    const areKnown = !Number.isNaN(left) && !Number.isNaN(right);
    if (!isChosen) return areKnown ? middle(left, right) : this.#quotient(index, size);
    return areKnown ? Math.min(Math.max(choice, Math.min(left, right)), Math.max(left, right)) : choice;
  }

  #side(index: number, size: number, direction: 1 | -1): number {
    const x = this.#slope.valuesOf(this.#symbol)[index]!;
    const slopeAt = (place: number): number => direction * this.#seriesAt(place, direction, index, size)[1]!;
    const slope = slopeAt(x);
    if (!Number.isNaN(slope)) return slope;
    // As 0 · ∞ has no value, from points that are ever nearer.
    const distances =
      x === 0 ? [1e-20, 1e-40, 1e-80] : [2 ** -12, 2 ** -24, 2 ** -48].map((part) => Math.abs(x) * part);
    const [far, near, nearest] = distances.map((distance) => slopeAt(x + direction * distance)) as [
      number,
      number,
      number,
    ];
    const rise = nearest - near;
    const isGrowing = Math.abs(rise) > 1e-9 * Math.abs(nearest) && Math.abs(rise) > 0.9 * Math.abs(near - far);
    return isGrowing ? Math.sign(rise) * Number.POSITIVE_INFINITY : nearest;
  }

  /** (f(x + h) − f(x − h)) / 2h, where the rules and the series overflow though the function doesn't, as ∞/∞. */
  #quotient(index: number, size: number): number {
    const x = this.#slope.valuesOf(this.#symbol)[index]!;
    const h = 1e-5 * Math.max(1, Math.abs(x));
    const [after, before] = [x + h, x - h].map((at) => this.#seriesAt(at, 1, index, size)[0]!);
    return (after! - before!) / (2 * h);
  }

  /** The formula beside the point where the element at `index` is x, and the others are as they were written. */
  #seriesAt(x: number, direction: 1 | -1, index: number, size: number): Series {
    const row = index - (index % size);
    const moving = seriesOf(x, direction);
    const of = (expression: Expression, element: number): Series => {
      if (expression.kind === "number") return seriesOf(expression.value);
      if (expression.kind === "symbol") {
        return expression.name === this.#symbol && element === index
          ? moving
          : seriesOf(this.#slope.valuesOf(expression.name)[element]!);
      }
      const { name, operands } = expression;
      if (name === "sum") {
        return Array.from({ length: size }, (_, i) => of(operands[0]!, row + i)).reduce(added);
      }
      const u = of(operands[0]!, element);
      const v = operands.length === 1 ? u : of(operands[1]!, element);
      return SERIES[name as FunctionName](u, v);
    };
    return of(this.#value, index);
  }
}

/** The middle of the slopes of two sides: of an infinite and a finite one the finite one, of −∞ and ∞ 0. */
function middle(left: number, right: number): number {
  if (Number.isFinite(left) !== Number.isFinite(right)) return Number.isFinite(left) ? left : right;
  const sum = left / 2 + right / 2;
  return Number.isNaN(sum) ? 0 : sum;
}

/** What is 0 where a function has a kink or a jump. */
function switchOf(part: Expression): Expression[] {
  if (part.kind !== "call") return [];
  const [u, v] = part.operands as [Expression, Expression];
  switch (part.name) {
    case "max":
    case "min":
      return [callOf("subtract", v, u)];
    case "abs":
    case "sign":
    case "step":
      return [u];
    case "floor":
      return [callOf("subtract", u, part)];
    default:
      return [];
  }
}
