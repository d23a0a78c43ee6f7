import { graphFor } from "../../expressions/graph.js";
import { lengthOf, type OwnArray } from "../../own-kernel.js";
import type { Instruction } from "../record/instruction.js";
import { OPERATION } from "../runtime/binary.js";

/** Memory from one address to another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What an instruction reads, and what it writes: what optimizing a program goes by. */
export interface Effects {
  readonly reads: readonly Range[];
  readonly writes: readonly Range[];
}

/** How many numbers of its arrays a written kernel reads, and how many it writes of the first one. */
interface Extents {
  readonly writes?: number;
  /** Of its arrays in turn; the first one is read by what adds to it. */
  readonly reads: readonly number[];
}

type ExtentsOf = (sizes: Instruction) => Extents;

const product: ExtentsOf = ({ rows, inner, columns }) => ({
  writes: rows * columns,
  reads: [0, rows * inner, inner * columns],
});

/** By the codes of operations. */
const EXTENTS: Readonly<Record<number, ExtentsOf>> = /* @__PURE__ */ extentsByCode();

// A call, so that a page which optimizes nothing leaves it out.
function extentsByCode(): Record<number, ExtentsOf> {
  return {
    [OPERATION.fill]: ({ rows }) => ({ writes: rows, reads: [] }),
    // Which rows of the examples it takes, each run says anew.
    [OPERATION.gather]: ({ rows, columns }) => ({ writes: rows * columns, reads: [0, columns] }),
    [OPERATION.matmul]: product,
    [OPERATION.matmulTransposed]: product,
    [OPERATION.outer]: product,
    [OPERATION.addOuter]: (sizes) => adding(product(sizes)),
    [OPERATION.addRow]: ({ rows, columns }) => adding({ writes: rows * columns, reads: [0, columns] }),
    [OPERATION.addColumnSums]: ({ rows, columns }) => adding({ writes: columns, reads: [0, rows * columns] }),
    [OPERATION.mean]: ({ rows }) => ({ writes: 1, reads: [0, rows] }),
    [OPERATION.snapshot]: ({ rows }) => ({ writes: rows, reads: [0, rows, rows] }),
    [OPERATION.allFinite]: ({ rows }) => ({ reads: [rows] }),
    [OPERATION.uniform]: ({ rows }) => ({ writes: rows, reads: [] }),
  };
}

function adding({ writes = 0, reads: [, ...others] }: Extents): Extents {
  return { writes, reads: [writes, ...others] };
}

/** @param size - How many bytes a number takes; a mean is a double all the same. */
export function effectsOf(instruction: Instruction, size: number): Effects {
  const { operation, arrays, rows, inner, columns, computation, own } = instruction;
  const range = (i: number, length: number): Range => ({ from: arrays[i]!, to: arrays[i]! + length * size });
  if (computation !== undefined) {
    const graph = graphFor(computation);
    const whole = (i: number): Range =>
      range(i, graph.isByRow(i) ? rows : graph.isByColumn(i) ? columns : rows * columns);
    return { reads: graph.loads.map(whole), writes: graph.stores.map(({ array }) => whole(array)) };
  }
  if (own !== undefined) {
    const rangesOf = (other: OwnArray["use"]): Range[] =>
      own.arrays.flatMap((array, i) => (array.use === other ? [] : [range(i, lengthOf(array, inner))]));
    return { reads: rangesOf("write"), writes: rangesOf("read") };
  }
  const { writes, reads } = EXTENTS[operation]!(instruction);
  return {
    reads: reads.map((length, i) => range(i, length)),
    writes: writes === undefined ? [] : [operation === OPERATION.mean ? double(arrays[0]!) : range(0, writes)],
  };
}

function double(from: number): Range {
  return { from, to: from + 8 };
}

export function overlap(one: Range, other: Range): boolean {
  return one.from < other.to && other.from < one.to;
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
