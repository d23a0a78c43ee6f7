// Examples of several time steps each, and time steps of several examples each: one becomes the other. A module of its own
// on the kernels' memory, compiled when first asked for.
import { copy } from "../arrays";
import { Instruction } from "../instruction";

/** What the kernel is told beside its arrays, in doubles: `swapKernels` in packages/layers/src/recurrent/swap-axes.ts writes them. */
@unmanaged
class Sizes {
  /** How many bytes a number takes. */
  bytes: f64;
  batch: f64;
  /** Whether time comes first in what is written; otherwise in what is read. */
  toTimeFirst: f64;
  steps: f64;
  /** How many numbers an example has at a time step. */
  size: f64;
}

/** Runs it for the examples `from` to `to` of an instruction. */
export function steps(at: usize, numbers: usize): i32 {
  const i = changetype<Instruction>(at);
  const sizes = changetype<Sizes>(numbers);
  const block = <usize>(sizes.size * sizes.bytes);
  const time = <usize>sizes.steps;
  const batch = <usize>sizes.batch;
  const isTo = sizes.toTimeFirst != 0;
  // Bytes are copied as what they take most often, whatever they stand for.
  const length = block / 4;
  for (let example = i.from; example < i.to; example++) {
    for (let step: usize = 0; step < time; step++) {
      const byExample = (example * time + step) * block;
      const byTime = (step * batch + example) * block;
      copy<f32>(i.out + (isTo ? byTime : byExample), i.a + (isTo ? byExample : byTime), length);
    }
  }
  return 1;
}
