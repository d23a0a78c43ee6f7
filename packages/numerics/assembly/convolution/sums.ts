// The sums over whole windows, whose numbers lie side by side along a row unless its taps are apart or see one group alone.
import { corner } from "./place";
import { WIDTH, windows1, windows4 } from "./tiles";

/** The bytes from one row under the kernel to the next, and from one tap to the next. */
let rowStep: usize = 0;
let placeStep: usize = 0;
/** How many numbers lie under one tap, and how many taps a row of the kernel has. */
let depth: usize = 0;
let tapsAcross: usize = 0;
/** Whether the numbers under one row of a window lie side by side. */
let isDense: bool = false;

/** Sets what the windows of the following sums are like. */
export function setWindow<T extends number>(
  ofRow: usize, ofPlace: usize, numbers: usize, taps: usize,
): void {
  rowStep = ofRow;
  placeStep = ofPlace;
  depth = numbers;
  tapsAcross = taps;
  isDense = ofPlace == numbers * sizeof<T>();
}

/** The sums of 4 windows, at once where the numbers under one row lie side by side. */
@inline
export function sums4<T extends number>(
  out: usize, outStep: usize, a: usize, aStep: usize, b: usize, rows: usize, taps: usize, fresh: bool, bias: usize,
): void {
  const size = sizeof<T>();
  const length = taps * depth;
  if (isDense || taps == 0) {
    const skip = rowStep - length * size;
    windows4<T>(out, outStep, a, aStep, b, rows, length, skip, (tapsAcross - taps) * depth * WIDTH, fresh, bias);
    return;
  }
  byTap4<T>(out, outStep, a, aStep, b, rows, taps, fresh, bias);
}

/** The same row by row, whose numbers lie side by side under each tap alone. */
function byTap4<T extends number>(
  out: usize, outStep: usize, a: usize, aStep: usize, b: usize, rows: usize, taps: usize, fresh: bool, bias: usize,
): void {
  const size = sizeof<T>();
  const skip = placeStep - depth * size;
  do {
    const isLast = rows <= 1;
    windows4<T>(out, outStep, a, aStep, b, rows == 0 ? 0 : taps, depth, skip, 0, fresh, isLast ? bias : 0);
    if (isLast) return;
    a += rowStep;
    b += tapsAcross * depth * WIDTH;
    fresh = false;
    rows--;
  } while (true);
}

/** The same of one window. */
@inline
export function sums1<T extends number>(
  out: usize, a: usize, b: usize, rows: usize, taps: usize, fresh: bool, bias: usize,
): void {
  const size = sizeof<T>();
  const length = taps * depth;
  if (isDense || taps == 0) {
    const skip = rowStep - length * size;
    windows1<T>(out, a, b, rows, length, skip, (tapsAcross - taps) * depth * WIDTH, fresh, bias);
    return;
  }
  byTap1<T>(out, a, b, rows, taps, fresh, bias);
}

/** The same of one window. */
function byTap1<T extends number>(
  out: usize, a: usize, b: usize, rows: usize, taps: usize, fresh: bool, bias: usize,
): void {
  const size = sizeof<T>();
  const skip = placeStep - depth * size;
  do {
    const isLast = rows <= 1;
    windows1<T>(out, a, b, rows == 0 ? 0 : taps, depth, skip, 0, fresh, isLast ? bias : 0);
    if (isLast) return;
    a += rowStep;
    b += tapsAcross * depth * WIDTH;
    fresh = false;
    rows--;
  } while (true);
}

/** The biases of a panel, which may end behind those that there are. */
export function wholeBias<T extends number>(bias: usize, count: usize): usize {
  const whole = corner() + 4 * WIDTH;
  memory.copy(whole, bias, count * sizeof<T>());
  return whole;
}
