// Rows of a table that whole numbers name, and what is added to them. A module of its own on the kernels' memory, compiled when
// first asked for.
import { add, copy } from "../arrays";
import { Instruction } from "../instruction";

/** What the kernels are told beside their arrays, in doubles: `lookup` in packages/layers/src/embedding/lookup.ts writes them. */
@unmanaged
class Sizes {
  /** How many bytes a number takes. */
  bytes: f64;
  batch: f64;
  /** Whether rows are added to; otherwise they are looked up. */
  adds: f64;
  /** How many whole numbers an example has. */
  places: f64;
  /** How many rows the table has, and how many numbers a row has. */
  count: f64;
  size: f64;
}

/** Runs one of them. @returns 0 where a number names no row, and nothing is written. */
export function steps(at: usize, numbers: usize): i32 {
  const i = changetype<Instruction>(at);
  const sizes = changetype<Sizes>(numbers);
  if (sizes.bytes == 4) return sizes.adds != 0 ? addRows<f32>(i, sizes) : takeRows<f32>(i, sizes);
  return sizes.adds != 0 ? addRows<f64>(i, sizes) : takeRows<f64>(i, sizes);
}

/** y[n] = table[x[n]], for the examples `from` to `to`. */
function takeRows<T extends number>(i: Instruction, sizes: Sizes): i32 {
  const places = <usize>sizes.places;
  const size = <usize>sizes.size;
  const row = size * sizeof<T>();
  const from = i.from * places;
  const to = i.to * places;
  if (!areRows<T>(i.a, from, to, sizes.count)) return 0;
  for (let n = from; n < to; n++) copy<T>(i.out + n * row, i.b + rowAt<T>(i.a, n) * row, size);
  return 1;
}

/** dtable[x[n]] += dy[n], in the rows `from` to `to` of the table. */
function addRows<T extends number>(i: Instruction, sizes: Sizes): i32 {
  const size = <usize>sizes.size;
  const row = size * sizeof<T>();
  const all = <usize>(sizes.batch * sizes.places);
  if (!areRows<T>(i.a, 0, all, sizes.count)) return 0;
  for (let n: usize = 0; n < all; n++) {
    const place = rowAt<T>(i.a, n);
    if (place >= i.from && place < i.to) add<T>(i.out + place * row, i.b + n * row, size);
  }
  return 1;
}

@inline
function rowAt<T extends number>(x: usize, n: usize): usize {
  return <usize>load<T>(x + n * sizeof<T>());
}

/** Whether all of them are whole numbers from 0 to below `count`; NaN isn't. */
function areRows<T extends number>(x: usize, from: usize, to: usize, count: f64): bool {
  for (let n = from; n < to; n++) {
    const value = <f64>load<T>(x + n * sizeof<T>());
    if (!(value >= 0 && value < count && floor(value) == value)) return false;
  }
  return true;
}
