// Examples of several parts each, as time steps or columns, and parts of several examples each: one becomes the other. And the
// axes of examples in another order. A module of its own on the kernels' memory, compiled when first asked for.
import { copy } from "../arrays";
import { Instruction } from "../instruction";

/**
 * What the kernels are told beside their arrays, in doubles: `swapKernels` in packages/layers/src/shapes/swap-axes.ts and `kernelOf` in
 * packages/layers/src/shapes/permuted.ts write them.
 */
@unmanaged
class Sizes {
  /** How many bytes a number takes. */
  bytes: f64;
  batch: f64;
  /** 0: the parts come first in what is read; 1: in what is written; 2: the axes come in another order. */
  kernel: f64;
  /** How many parts or axes there are. */
  parts: f64;
  /** How many numbers a part has, or stay side by side. */
  size: f64;
}

/** What is told of axes alone, before as many pairs of {@link Axis}. */
@unmanaged
class Axes extends Sizes {
  /** How many numbers an example has. */
  all: f64;
}

/** An axis of what is written. */
@unmanaged
class Axis {
  count: f64;
  /** How far its numbers lie apart in what is read. */
  stride: f64;
}

/** Runs it for the examples `from` to `to` of an instruction. */
export function steps(at: usize, numbers: usize): i32 {
  const i = changetype<Instruction>(at);
  const sizes = changetype<Sizes>(numbers);
  if (sizes.kernel == 2) permute(i, numbers);
  else swap(i, sizes);
  return 1;
}

function swap(i: Instruction, sizes: Sizes): void {
  const block = <usize>(sizes.size * sizes.bytes);
  const parts = <usize>sizes.parts;
  const batch = <usize>sizes.batch;
  const isTo = sizes.kernel != 0;
  // Bytes are copied as what they take most often, whatever they stand for.
  const length = block / 4;
  for (let example = i.from; example < i.to; example++) {
    for (let part: usize = 0; part < parts; part++) {
      const byExample = (example * parts + part) * block;
      const byPart = (part * batch + example) * block;
      copy<f32>(i.out + (isTo ? byPart : byExample), i.a + (isTo ? byExample : byPart), length);
    }
  }
}

function permute(i: Instruction, numbers: usize): void {
  const axes = changetype<Axes>(numbers);
  const bytes = <usize>axes.bytes;
  const block = <usize>axes.size * bytes;
  const all = <usize>axes.all * bytes;
  const first = numbers + offsetof<Axes>();
  const inner = changetype<Axis>(first + (<usize>axes.parts - 1) * offsetof<Axis>());
  const count = <usize>inner.count;
  const stride = <usize>inner.stride * bytes;
  const rows = all / block / count;
  let to = i.out + i.from * all;
  for (let example = i.from; example < i.to; example++) {
    for (let row: usize = 0; row < rows; row++) {
      let from = i.a + example * all;
      let rest = row;
      for (let at = changetype<usize>(inner); at > first; ) {
        at -= offsetof<Axis>();
        const axis = changetype<Axis>(at);
        const length = <usize>axis.count;
        from += (rest % length) * <usize>axis.stride * bytes;
        rest /= length;
      }
      if (block == 8) {
        for (let n: usize = 0; n < count; n++) store<u64>(to + n * 8, load<u64>(from + n * stride));
      } else if (block == 4) {
        for (let n: usize = 0; n < count; n++) store<u32>(to + n * 4, load<u32>(from + n * stride));
      } else {
        for (let n: usize = 0; n < count; n++) copy<f32>(to + n * block, from + n * stride, block / 4);
      }
      to += count * block;
    }
  }
}
