import { type Backend, Computation, type FloatArray, type Kernels, reference } from "@nn/core/backend";

/** A computation of an update that the parameter has a part in. */
export interface Computed {
  readonly computation: Computation;
  /** Its numbers, in the order of the text. */
  readonly scalars: readonly number[];
  /** The parameter's numbers in its arrays, in the order of the text. */
  readonly numbers: readonly ComputedNumber[];
  /**
   * What a name of the text stood for, where that isn't an array: computed once more in double precision, by the plain loops. Only
   * of a computation that it may be asked of.
   *
   * @param line - That sets it, counted from 0.
   */
  named(name: string, line: number): number;
}

/** A number of the parameter in an array. */
interface ComputedNumber {
  readonly place: Place;
  readonly before: number;
  readonly after: number;
}

/** Where a number is in memory: what two places are told apart by. */
export type Place = string;

/** The place of a number of an array. */
export function placeOf(array: FloatArray, index: number): Place {
  let buffer = buffers.get(array.buffer);
  if (buffer === undefined) {
    buffer = ++count;
    buffers.set(array.buffer, buffer);
  }
  return `${buffer} ${array.byteOffset + index * array.BYTES_PER_ELEMENT}`;
}

const buffers = new WeakMap<ArrayBufferLike, number>();
let count = 0;

/**
 * A backend that notes down what its kernels compute of one parameter.
 *
 * @param index - Its index among all, as many as the array of them has numbers.
 * @param computed - Gets each computation in its turn.
 * @param isAsked - Whether names of a computation may be asked of: that takes copies of all numbers.
 */
export function watched(
  backend: Backend,
  index: number,
  length: number,
  computed: Computed[],
  isAsked: (computation: Computation) => boolean,
): Backend {
  const places = new Set<Place>();
  return {
    name: backend.name,
    allocate: (dtype, lengths) => {
      const arrays = backend.allocate(dtype, lengths);
      for (const array of arrays) if (array.length === length) places.add(placeOf(array, index));
      return arrays;
    },
    kernels: (dtype) => {
      const kernels = backend.kernels(dtype);
      const compute: Kernels["compute"] = (computation, scalars, rows, columns, ...arrays) => {
        const given = arrays.slice(0, computation.arrayCount) as FloatArray[];
        // The arrays of one call lie number beside number: one that is known tells where the parameter is in the others.
        const at = Array.from({ length: rows * columns }, (_, i) => i).find((i) =>
          given.some((array) => i < array.length && places.has(placeOf(array, i))),
        );
        const before = at === undefined ? [] : given.map((array) => array[at]!);
        const copies = at !== undefined && isAsked(computation) ? given.map((array) => array.slice()) : [];
        const numbers = Array.from({ length: computation.scalarCount }, (_, i) => scalars[i]!);
        const answer = kernels.compute(computation, scalars, rows, columns, ...arrays);
        if (at !== undefined) {
          const own = given.map((array, i) => {
            return { place: placeOf(array, at), before: before[i]!, after: array[at]! };
          });
          const named = (name: string, line: number): number => {
            const told = new Float64Array(rows * columns);
            const again = copies.map((array) => array.slice());
            reference
              .kernels("float64")
              .compute(telling(computation, name, line), numbers, rows, columns, told, ...again);
            return told[at]!;
          };
          computed.push({ computation, scalars: numbers, numbers: own, named });
        }
        return answer;
      };
      return Object.assign(Object.create(kernels) as Kernels, { compute });
    },
  };
}

/** A computation up to one of its lines, which tells what that one sets. */
function telling({ text }: Computation, name: string, line: number): Computation {
  const told = "told_number";
  const lines = [...text.lines.slice(0, line + 1), `${told} = ${name}`];
  return new Computation({ ...text, arrays: [told, ...text.arrays], lines });
}
