// Examples of several parts each, as time steps or columns, and parts of several examples each: one becomes the other. A
// module of its own on the kernels' memory, compiled when first asked for.
import { copy } from "../arrays";
import { Instruction } from "../instruction";

/** What the kernel is told beside its arrays, in doubles: `swapKernels` in packages/layers/src/shapes/swap-axes.ts writes them. */
@unmanaged
class Sizes {
  /** How many bytes a number takes. */
  bytes: f64;
  batch: f64;
  /** Whether the parts come first in what is written; otherwise in what is read. */
  toPartsFirst: f64;
  parts: f64;
  /** How many numbers a part has. */
  size: f64;
}

/** Runs it for the examples `from` to `to` of an instruction. */
export function steps(at: usize, numbers: usize): i32 {
  const i = changetype<Instruction>(at);
  const sizes = changetype<Sizes>(numbers);
  const block = <usize>(sizes.size * sizes.bytes);
  const parts = <usize>sizes.parts;
  const batch = <usize>sizes.batch;
  const isTo = sizes.toPartsFirst != 0;
  // Bytes are copied as what they take most often, whatever they stand for.
  const length = block / 4;
  for (let example = i.from; example < i.to; example++) {
    for (let part: usize = 0; part < parts; part++) {
      const byExample = (example * parts + part) * block;
      const byPart = (part * batch + example) * block;
      copy<f32>(i.out + (isTo ? byPart : byExample), i.a + (isTo ? byExample : byPart), length);
    }
  }
  return 1;
}
