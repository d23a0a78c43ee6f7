import { OPERATION } from "../wasm/runtime/binary.js";
import { ARRAYS, BYTES, CHANGES, COLUMNS, FLAGS, FROM, INNER, ROWS, TO, WHOLE } from "../wasm/runtime/layout.js";

/** An instruction of less work is the first member's alone: a barrier takes longer than sharing saves. */
const WORTH_SHARING = 1 << 15;

/** How much work a random number is. */
const ROUNDS = 20;

/** Where the addresses of the arrays are that a written kernel has. */
const [OUT, A, B] = [ARRAYS, ARRAYS + 1, ARRAYS + 2] as const;

/** What is done number by number. */
const elementwise = (): ReadonlySet<number> => new Set([OPERATION.fill, OPERATION.snapshot, OPERATION.allFinite]);
const ELEMENTWISE: ReadonlySet<number> = /* @__PURE__ */ elementwise();

/** What is told from which of its numbers or rows to which it is to go. */
const hasRange = (operation: number): boolean => operation === OPERATION.compute || operation === OPERATION.uniform;

/** What divides its rows by itself. */
const isOwn = (operation: number): boolean => operation === OPERATION.own;

/** Whether an instruction of so much work is to be done in parts. */
export function isShared(work: number): boolean {
  return work >= WORTH_SHARING;
}

/** How much there is to do at an address; 0 for what can't be done in parts. */
export function workOf(int32: Int32Array, address: number): number {
  const at = address / 4;
  const operation = int32[at]!;
  const rows = int32[at + ROWS]!;
  const columns = int32[at + COLUMNS]!;
  if (
    operation === OPERATION.matmul ||
    operation === OPERATION.matmulTransposed ||
    operation === OPERATION.addOuter ||
    operation === OPERATION.outer
  ) {
    return rows * int32[at + INNER]! * columns;
  }
  if (operation === OPERATION.gather || operation === OPERATION.addRow) return rows * columns;
  if (operation === OPERATION.uniform) return rows * ROUNDS;
  if (operation === OPERATION.compute || isOwn(operation)) return rows * columns;
  return ELEMENTWISE.has(operation) ? rows : 0;
}

/** What changes the numbers that it reads; computations say so themselves. */
const changing = (): ReadonlySet<number> => new Set([OPERATION.addOuter, OPERATION.addRow, OPERATION.addColumnSums]);
const CHANGING: ReadonlySet<number> = /* @__PURE__ */ changing();

/** Whether some instructions that were done in part may be done once more: one by itself that reads nothing that it writes. */
export function isRepeatable(int32: Int32Array, start: number, end: number): boolean {
  const at = start / 4;
  if (end - start !== int32[at + BYTES]) return false;
  const operation = int32[at]!;
  // This one writes nothing.
  if (operation === OPERATION.allFinite) return true;
  if (CHANGING.has(operation) || int32[at + FLAGS]! & CHANGES) return false;
  // Its arrays lie apart.
  if (isOwn(operation)) return true;
  const [out, ...others] = int32.subarray(at + OUT, operation === OPERATION.compute ? end / 4 : at + B + 1);
  return !others.includes(out!);
}

/**
 * Writes one member's part of a shared instruction to the address `to`. What is divided are the rows or the columns of the
 * result, or its numbers, and never a sum: so the bits don't depend on how many members there are.
 *
 * @param size - How many bytes a number takes.
 * @returns Whether there is anything left to do for this member.
 */
export function writePart(
  int32: Int32Array,
  address: number,
  to: number,
  size: number,
  member: number,
  members: number,
): boolean {
  const part = to / 4;
  int32.copyWithin(part, address / 4, (address + int32[address / 4 + BYTES]!) / 4);
  const operation = int32[part]!;
  if (hasRange(operation)) return divideRange(int32, part, 16, member, members);
  // As tiles are of 4 rows.
  if (isOwn(operation)) return divideRange(int32, part, 4, member, members);
  const isWide = int32[part + COLUMNS]! > int32[part + ROWS]!;
  return isWide && (operation === OPERATION.matmul || operation === OPERATION.matmulTransposed)
    ? divideColumns(int32, part, size, member, members)
    : divideRows(int32, part, size, member, members);
}

/** Each member does some of its rows, or of its numbers where rows have no part in it. */
function divideRange(int32: Int32Array, part: number, unit: number, member: number, members: number): boolean {
  const all = int32[part + TO]!;
  int32[part + FROM] = boundary(all, unit, member, members);
  int32[part + TO] = boundary(all, unit, member + 1, members);
  return int32[part + TO]! > int32[part + FROM]!;
}

/** Each member reads only its own columns of the second factor, and all rows of the first, which is the smaller one. */
function divideColumns(int32: Int32Array, part: number, size: number, member: number, members: number): boolean {
  const columns = int32[part + COLUMNS]!;
  const from = boundary(columns, 16, member, members);
  const step = int32[part]! === OPERATION.matmul ? 1 : int32[part + INNER]!;
  int32[part + COLUMNS] = boundary(columns, 16, member + 1, members) - from;
  int32[part + OUT]! += from * size;
  int32[part + B]! += from * step * size;
  int32[part + WHOLE] = columns;
  return int32[part + COLUMNS]! > 0;
}

function divideRows(int32: Int32Array, part: number, size: number, member: number, members: number): boolean {
  const operation = int32[part]!;
  const rows = int32[part + ROWS]!;
  const columns = int32[part + COLUMNS]!;
  // Whole tiles of a product, and whole lines of a cache.
  const unit = ELEMENTWISE.has(operation) ? 16 : 4;
  const from = boundary(rows, unit, member, members);
  int32[part + ROWS] = boundary(rows, unit, member + 1, members) - from;
  if (ELEMENTWISE.has(operation)) {
    for (const field of [OUT, A, B]) int32[part + field]! += from * size;
  } else {
    int32[part + OUT]! += from * columns * size;
    if (operation === OPERATION.matmul || operation === OPERATION.matmulTransposed)
      int32[part + A]! += from * int32[part + INNER]! * size;
    if (operation === OPERATION.gather) int32[part + WHOLE] = from;
    if (operation === OPERATION.addOuter || operation === OPERATION.outer) {
      int32[part + A]! += from * size;
      int32[part + WHOLE] = rows;
    }
  }
  return int32[part + ROWS]! > 0;
}

/** Where the part of a member begins. */
function boundary(rows: number, unit: number, member: number, members: number): number {
  return member === members ? rows : Math.floor((rows * member) / members / unit) * unit;
}
