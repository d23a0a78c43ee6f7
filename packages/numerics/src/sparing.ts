import type { FloatArray } from "./arrays/dtype.js";
import type { Kernels } from "./backend.js";
import type { Computation } from "./expressions/computation.js";
import type { OwnKernel } from "./own-kernel.js";

/** What a kernel writes. */
interface Writing {
  /** The place of the array among its arguments. */
  readonly at: 0 | 2 | 4;
  /** Whether it writes no other array, where what it runs decides that. */
  readonly isAlone?: (what: never) => boolean;
}

const FIRST: Writing = { at: 0 };

const WRITINGS: Readonly<Record<keyof Kernels, Writing>> = {
  fill: FIRST,
  matmul: FIRST,
  matmulTransposed: FIRST,
  addOuter: FIRST,
  addRow: FIRST,
  addColumnSums: FIRST,
  mean: FIRST,
  snapshot: FIRST,
  allFinite: FIRST,
  uniform: FIRST,
  compute: { at: 4, isAlone: setsOne },
  run: { at: 2, isAlone: changesOne },
};

/** A computation may have several lines that write. */
function setsOne({ text: { arrays, lines } }: Computation): boolean {
  const others = arrays.slice(1);
  return !lines.some((line) => others.includes(line.slice(0, line.indexOf("=")).trim()));
}

function changesOne({ arrays }: OwnKernel): boolean {
  return arrays.filter(({ use }) => use !== "read").length < 2;
}

/** Whether computations and kernels of components write nothing but one array. */
const ALONE: WeakMap<object, boolean> = /* @__PURE__ */ new WeakMap();

function writesOne({ isAlone }: Writing, what: unknown): boolean {
  if (isAlone === undefined) return true;
  let isOne = ALONE.get(what as object);
  if (isOne === undefined) {
    isOne = isAlone(what as never);
    ALONE.set(what as object, isOne);
  }
  return isOne;
}

type Call = (...values: readonly unknown[]) => unknown;

const SPARING: WeakMap<Kernels, { readonly kernels: Kernels; readonly spared: readonly FloatArray[] }> =
  /* @__PURE__ */ new WeakMap();

/**
 * Kernels that leave some arrays alone: what would write nothing else isn't computed. A computation that writes others as
 * well, or a kernel of a component, is done as it stands, so that what it gives a spared array is there.
 *
 * @param spared - Arrays of which the parts are spared as well.
 *
 * @example
 * const [kept, written] = [new Float64Array(1), new Float64Array(1)];
 * const kernels = sparing(reference.kernels("float64"), [kept]);
 * for (const array of [kept, written]) kernels.fill(array, 1, 1);
 * [kept[0], written[0]]; // => [0, 1]
 */
export function sparing(kernels: Kernels, spared: readonly FloatArray[]): Kernels {
  const calls = kernels as unknown as Readonly<Record<string, Call>>;
  const made: Record<string, Call> = {};
  for (const [name, writing] of Object.entries(WRITINGS)) {
    if (calls[name] === undefined) continue;
    const { at } = writing;
    // No kernel has more arguments. Rest parameters would allocate an array at each call.
    const call: Call = (a, b, c, d, e, f, g, h, i, j) => {
      const out = (at === 0 ? a : at === 2 ? c : e) as FloatArray;
      for (let n = 0; n < spared.length; n++) if (isPart(out, spared[n]!) && writesOne(writing, a)) return true;
      return calls[name]!(a, b, c, d, e, f, g, h, i, j);
    };
    made[name] = call;
  }
  const own = made as unknown as Kernels;
  SPARING.set(own, { kernels, spared });
  return own;
}

/** Whether an array is another or a part of it, as the gradients of one gate are. */
function isPart(part: FloatArray, whole: FloatArray): boolean {
  const start = part.byteOffset - whole.byteOffset;
  return part.buffer === whole.buffer && start >= 0 && start < whole.length * whole.BYTES_PER_ELEMENT;
}

/**
 * The same kernels for other arrays, such as traced ones.
 *
 * @param array - Gives the other array of a spared one.
 *
 * @example
 * const kernels = reference.kernels("float64");
 * sparingOn(kernels, (array) => array) === kernels; // => true
 */
export function sparingOn(kernels: Kernels, array: (array: FloatArray) => FloatArray): Kernels {
  const known = SPARING.get(kernels);
  return known === undefined ? kernels : sparing(known.kernels, known.spared.map(array));
}
