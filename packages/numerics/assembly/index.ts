// What src/wasm calls, for each number format.
import { tanhPair } from "./elementary";
import { run, steps } from "./run";

export { exp, expPair, log, log1p, power, tanhPair } from "./elementary";
export { useStep } from "./run";
export { useScratch } from "./scratch";

export function run64(start: usize, end: usize): bool {
  return run<f64>(start, end);
}

export function run32(start: usize, end: usize): bool {
  return run<f32>(start, end);
}

export function steps64(
  start: usize, end: usize, updates: usize, updateBytes: usize, rows: usize, batch: usize, count: usize,
  ahead: f64,
): usize {
  return steps<f64>(start, end, updates, updateBytes, rows, batch, count, ahead);
}

export function steps32(
  start: usize, end: usize, updates: usize, updateBytes: usize, rows: usize, batch: usize, count: usize,
  ahead: f64,
): usize {
  return steps<f32>(start, end, updates, updateBytes, rows, batch, count, ahead);
}

export function tanh(x: f64): f64 {
  return f64x2.extract_lane(tanhPair(f64x2.splat(x)), 0);
}
