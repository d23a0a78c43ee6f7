// Columns of rows: those of one output among several that lie side by side, taken out of the rows or put into them. A module of
// its own on the kernels' memory, compiled when first asked for.
import { copy } from "../arrays";
import { Instruction } from "../instruction";

/** What the kernels are told beside their arrays, in doubles: `kernelOf` in packages/losses/src/outputs/output-place.ts writes them. */
@unmanaged
class Sizes {
  /** How many bytes a number takes. */
  bytes: f64;
  batch: f64;
  /** 0: the columns are taken out of rows; 1: they are put into rows. */
  isInto: f64;
  /** The first column. */
  begin: f64;
  /** How many there are. */
  size: f64;
  /** How many numbers a row has. */
  all: f64;
}

/** Runs it for the examples `from` to `to` of an instruction. */
export function steps(at: usize, numbers: usize): i32 {
  const i = changetype<Instruction>(at);
  const sizes = changetype<Sizes>(numbers);
  const bytes = <usize>sizes.bytes;
  const part = <usize>sizes.size * bytes;
  const row = <usize>sizes.all * bytes;
  const begin = <usize>sizes.begin * bytes;
  const isInto = sizes.isInto != 0;
  // Bytes are copied as what they take most often, whatever they stand for.
  const length = part / 4;
  for (let example = i.from; example < i.to; example++) {
    const inPart = example * part;
    const inRow = example * row + begin;
    copy<f32>(i.out + (isInto ? inRow : inPart), i.a + (isInto ? inPart : inRow), length);
  }
  return 1;
}
