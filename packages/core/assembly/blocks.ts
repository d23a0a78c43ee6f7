// Several instructions at once on long arrays, a block at a time, so that each number comes from memory once. It does what
// the instructions one after another do, to the last bit.
import { allFinite, copy, keep as keepBlock } from "./arrays";
import { Instruction } from "./instruction";
import { sgd as sgdBlock } from "./optimizers";

/** So many numbers of three arrays fit into the nearest cache. */
const BLOCK: usize = 1024;

/** keep, sgd and allFinite. */
export function updateInBlocks<T extends number>(keep: Instruction, sgd: Instruction): bool {
  const before = keep.out;
  const value = keep.a;
  const gradient = keep.b;
  let finite = true;
  for (let done: usize = 0; done < keep.rows; done += BLOCK) {
    const length = min(BLOCK, keep.rows - done);
    const at = done * sizeof<T>();
    if (!keepBlock<T>(before + at, value + at, gradient + at, length)) {
      // Nothing may have moved where a gradient isn't finite.
      copy<T>(value, before, done);
      return false;
    }
    sgdBlock<T>(value + at, gradient + at, length, sgd.p);
    if (!allFinite<T>(value + at, length)) finite = false;
  }
  return finite;
}
