// What src/wasm calls, for each number format.
import { repeat, run } from "./run";

export { exp, log, log1p, power, tanh } from "./elementary";
export { useRun } from "./run";
export { scratchOf, useScratch } from "./scratch";

export function run64(start: usize, end: usize): bool {
  return run<f64>(start, end);
}

export function run32(start: usize, end: usize): bool {
  return run<f32>(start, end);
}

export function repeat64(
  start: usize, end: usize, rows: usize, rowBytes: usize, numbers: usize, numberBytes: usize, count: usize,
): usize {
  return repeat<f64>(start, end, rows, rowBytes, numbers, numberBytes, count);
}

export function repeat32(
  start: usize, end: usize, rows: usize, rowBytes: usize, numbers: usize, numberBytes: usize, count: usize,
): usize {
  return repeat<f32>(start, end, rows, rowBytes, numbers, numberBytes, count);
}
