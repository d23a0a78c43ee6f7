// What src/backends/wasm calls, for each number format.
import { run, steps } from "./run";

export { useRows } from "./run";
export { useScratch } from "./scratch";

export function run64(start: usize, end: usize): bool {
  return run<f64>(start, end);
}

export function run32(start: usize, end: usize): bool {
  return run<f32>(start, end);
}

export function steps64(
  start: usize, end: usize, updates: usize, updateBytes: usize, updateStride: usize, rows: usize, batch: usize, count: usize,
): usize {
  return steps<f64>(start, end, updates, updateBytes, updateStride, rows, batch, count);
}

export function steps32(
  start: usize, end: usize, updates: usize, updateBytes: usize, updateStride: usize, rows: usize, batch: usize, count: usize,
): usize {
  return steps<f32>(start, end, updates, updateBytes, updateStride, rows, batch, count);
}
