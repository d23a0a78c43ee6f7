import type { FloatArray } from "./arrays/dtype.js";
import type { Kernels } from "./backend.js";
import type { Computation } from "./expressions/computation.js";
import type { OwnKernel } from "./own-kernel.js";

/** Which argument of a kernel it writes; the first one, where it isn't here. */
const WRITTEN: Readonly<Record<string, number>> = { compute: 4, run: 2 };

/** Whether computations and kernels of components write nothing but one array. */
const WRITES_ONE: WeakMap<object, boolean> = /* @__PURE__ */ new WeakMap();

/** Whether a call writes nothing but one array: a computation may have several lines that write. */
function writesOne(name: string, what: unknown): boolean {
  if (name !== "compute" && name !== "run") return true;
  let isOne = WRITES_ONE.get(what as object);
  if (isOne === undefined) {
    isOne = name === "compute" ? setsOne(what as Computation) : (what as OwnKernel).arrays.filter(isWritten).length < 2;
    WRITES_ONE.set(what as object, isOne);
  }
  return isOne;
}

function setsOne({ text: { arrays, lines } }: Computation): boolean {
  const others = arrays.slice(1);
  return !lines.some((line) => others.includes(line.slice(0, line.indexOf("=")).trim()));
}

function isWritten({ use }: OwnKernel["arrays"][number]): boolean {
  return use !== "read";
}

type Call = (...values: readonly unknown[]) => unknown;

const SPARING: WeakMap<Kernels, { readonly kernels: Kernels; readonly spared: readonly FloatArray[] }> =
  /* @__PURE__ */ new WeakMap();

/**
 * Kernels that leave some arrays alone: what would be written there isn't computed.
 *
 * @param spared - Arrays whose parts are left alone as well.
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
  for (const name of Object.keys(calls)) {
    const at = WRITTEN[name] ?? 0;
    // No kernel has more arguments. Rest parameters would allocate an array at each call.
    const call: Call = (a, b, c, d, e, f, g, h, i, j) => {
      const out = (at === 0 ? a : at === 2 ? c : e) as FloatArray;
      for (let n = 0; n < spared.length; n++) if (isPart(out, spared[n]!) && writesOne(name, a)) return true;
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
