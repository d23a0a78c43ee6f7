// The kernels of convolution and pooling: a module of their own on the kernels' memory, compiled when first asked for.
import { Instruction } from "../instruction";
import { spread, sumPool } from "./averages";
import { Geometry } from "./geometry";
import { maxPool, maxPoolInputs } from "./pooling";
import { convolveWeights } from "./weights";
import { convolve, convolveInputs } from "./windows";

/** Runs one of them, from an instruction and its numbers, as a computation is run. */
export function steps(at: usize, numbers: usize): i32 {
  const instruction = changetype<Instruction>(at);
  const g = changetype<Geometry>(numbers);
  if (g.size == 4) run<f32>(instruction, g);
  else run<f64>(instruction, g);
  return 1;
}

function run<T extends number>(i: Instruction, g: Geometry): void {
  const kernel = <i32>g.kernel;
  // The address behind those that every instruction has.
  const bias = g.isBiased != 0 ? load<usize>(changetype<usize>(i) + offsetof<Instruction>()) : 0;
  if (kernel == 0) convolve<T>(g, i.out, i.a, i.b, bias, i.from, i.to);
  else if (kernel == 1) convolveInputs<T>(g, i.out, i.a, i.b, i.from, i.to);
  else if (kernel == 2) convolveWeights<T>(g, i.out, i.a, i.b, i.from, i.to);
  else if (kernel == 3) maxPool<T>(g, i.out, i.a, i.b, i.from, i.to);
  else if (kernel == 4) maxPoolInputs<T>(g, i.out, i.a, i.b, i.from, i.to);
  else if (kernel == 5) sumPool<T>(g, i.out, i.a, false, i.from, i.to);
  else if (kernel == 6) sumPool<T>(g, i.out, i.a, true, i.from, i.to);
  else if (kernel == 7) spread<T>(g, i.out, i.a, false, i.from, i.to);
  else spread<T>(g, i.out, i.a, true, i.from, i.to);
}
