// The losses of @nn/losses: each example's value, and the gradient of their mean. The formulas and their sources stand
// there, beside the plain loops. A value that has no meaning, such as a probability above 1, makes a function answer
// false and leave the case to the loop, whose error says what is wrong.
import { largestOf } from "./activations";
import { exp, expPair, log, log1p } from "./elementary";
import { load1, load2, store1, store2 } from "./lanes";

const SMALLEST: f64 = 1e-12;

@inline
function at<T extends number>(values: usize, i: usize): f64 {
  return <f64>load<T>(values + i * sizeof<T>());
}

@inline
function set<T extends number>(values: usize, i: usize, value: f64): void {
  store<T>(values + i * sizeof<T>(), <T>value);
}

/** p, moved into [1e-12, 1 − 1e-12]. */
@inline
function clip(p: f64): f64 {
  return min<f64>(max<f64>(p, SMALLEST), 1 - SMALLEST);
}

function probabilities<T extends number>(values: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) if (at<T>(values, i) < 0 || at<T>(values, i) > 1) return false;
  return true;
}

function distributions<T extends number>(target: usize, rows: usize, columns: usize): bool {
  if (columns < 2 || !probabilities<T>(target, rows * columns)) return false;
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let i: usize = r * columns; i < (r + 1) * columns; i++) sum += at<T>(target, i);
    if (sum < 1 - 1e-5 || sum > 1 + 1e-5) return false;
  }
  return true;
}

export function meanSquaredError<T extends number>(
  values: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let i: usize = r * columns; i < (r + 1) * columns; i++) {
      const error = at<T>(prediction, i) - at<T>(target, i);
      sum += error * error;
    }
    set<T>(values, r, sum / columns);
  }
}

export function meanSquaredErrorGradient<T extends number>(
  gradient: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  const scale = 2 / <f64>(rows * columns);
  for (let i: usize = 0; i < rows * columns; i++) set<T>(gradient, i, scale * (at<T>(prediction, i) - at<T>(target, i)));
}

export function binaryCrossEntropy<T extends number>(
  values: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): bool {
  if (!probabilities<T>(prediction, rows * columns) || !probabilities<T>(target, rows * columns)) return false;
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let i: usize = r * columns; i < (r + 1) * columns; i++) {
      const p = clip(at<T>(prediction, i));
      const t = at<T>(target, i);
      sum -= t * log(p) + (1 - t) * log1p(-p);
    }
    set<T>(values, r, sum / columns);
  }
  return true;
}

export function binaryCrossEntropyGradient<T extends number>(
  gradient: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  const all = <f64>(rows * columns);
  for (let i: usize = 0; i < rows * columns; i++) {
    const p = clip(at<T>(prediction, i));
    set<T>(gradient, i, (p - at<T>(target, i)) / (p * (1 - p)) / all);
  }
}

export function binaryCrossEntropyFromLogits<T extends number>(
  values: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): bool {
  if (!probabilities<T>(target, rows * columns)) return false;
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let i: usize = r * columns; i < (r + 1) * columns; i++) {
      const z = at<T>(prediction, i);
      sum += max<f64>(z, 0) - z * at<T>(target, i) + log1p(exp(-abs(z)));
    }
    set<T>(values, r, sum / columns);
  }
  return true;
}

/** (1 − t)·sigmoid(z) − t·sigmoid(−z) of two numbers. */
@inline
function fromLogitsPair(z: v128, t: v128): v128 {
  const one = f64x2.splat(1);
  const e = expPair(f64x2.neg(f64x2.abs(z)));
  const divisor = f64x2.add(one, e);
  const larger = f64x2.div(one, divisor);
  const smaller = f64x2.div(e, divisor);
  const isBelow = f64x2.lt(z, f64x2.splat(0));
  const whenZero = f64x2.mul(f64x2.sub(one, t), v128.bitselect(smaller, larger, isBelow));
  return f64x2.sub(whenZero, f64x2.mul(t, v128.bitselect(larger, smaller, isBelow)));
}

export function binaryCrossEntropyFromLogitsGradient<T extends number>(
  gradient: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  const all = f64x2.splat(<f64>(rows * columns));
  let length = rows * columns;
  for (; length >= 2; length -= 2) {
    store2<T>(gradient, f64x2.div(fromLogitsPair(load2<T>(prediction), load2<T>(target)), all));
    gradient += 2 * sizeof<T>();
    prediction += 2 * sizeof<T>();
    target += 2 * sizeof<T>();
  }
  if (length > 0) store1<T>(gradient, f64x2.div(fromLogitsPair(load1<T>(prediction), load1<T>(target)), all));
}

export function categoricalCrossEntropy<T extends number>(
  values: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): bool {
  if (!probabilities<T>(prediction, rows * columns) || !distributions<T>(target, rows, columns)) return false;
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let i: usize = r * columns; i < (r + 1) * columns; i++) sum -= at<T>(target, i) * log(clip(at<T>(prediction, i)));
    set<T>(values, r, sum);
  }
  return true;
}

export function categoricalCrossEntropyGradient<T extends number>(
  gradient: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  const all = <f64>rows;
  for (let i: usize = 0; i < rows * columns; i++) {
    set<T>(gradient, i, -at<T>(target, i) / clip(at<T>(prediction, i)) / all);
  }
}

export function categoricalCrossEntropyFromLogits<T extends number>(
  values: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): bool {
  if (!distributions<T>(target, rows, columns)) return false;
  for (let r: usize = 0; r < rows; r++) {
    const first = r * columns;
    const largest = largestOf<T>(prediction + first * sizeof<T>(), columns);
    let smaller: f64 = 0;
    let others: f64 = -1;
    let chosen: f64 = 0;
    for (let i = first; i < first + columns; i++) {
      const below = at<T>(prediction, i) - largest;
      if (below < 0) smaller += exp(below);
      else others += 1;
      if (at<T>(target, i) != 0) chosen += at<T>(target, i) * below;
    }
    set<T>(values, r, log1p(smaller + others) - chosen);
  }
  return true;
}

export function categoricalCrossEntropyFromLogitsGradient<T extends number>(
  gradient: usize, prediction: usize, target: usize, rows: usize, columns: usize,
): void {
  const all = <f64>rows;
  for (let r: usize = 0; r < rows; r++) {
    const first = r * columns;
    const largest = largestOf<T>(prediction + first * sizeof<T>(), columns);
    let sum: f64 = 0;
    for (let i = first; i < first + columns; i++) sum += exp(at<T>(prediction, i) - largest);
    for (let i = first; i < first + columns; i++) {
      set<T>(gradient, i, (exp(at<T>(prediction, i) - largest) / sum - at<T>(target, i)) / all);
    }
  }
}
