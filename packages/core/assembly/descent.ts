// An update by plain gradient descent in one go through the parameters, so that each number comes from memory once. It does
// what its three instructions one after another do, to the last bit.
import { copy, isZero } from "./arrays";
import { Instruction } from "./instruction";
import { lanes } from "./lanes";
import { descended, descendedNumber } from "./optimizers";

/** keep, sgd and allFinite. */
export function descend<T extends number>(keep: Instruction, sgd: Instruction): bool {
  const vector = lanes<T>();
  const rates = f64x2.splat(sgd.p);
  let before = keep.out;
  let value = keep.a;
  let gradient = keep.b;
  let left = keep.rows;
  // 0·x is 0 just for finite x, and NaN otherwise; so is their sum.
  const zero = v128.splat<T>(<T>0);
  let gradients = zero;
  let values = zero;
  for (; left >= vector; left -= vector) {
    const old = v128.load(value);
    const slope = v128.load(gradient);
    const next = descended<T>(old, slope, rates);
    v128.store(before, old);
    v128.store(value, next);
    gradients = v128.add<T>(gradients, v128.mul<T>(zero, slope));
    values = v128.add<T>(values, v128.mul<T>(zero, next));
    before += 16;
    value += 16;
    gradient += 16;
  }
  let lastGradients: T = <T>0;
  let lastValues: T = <T>0;
  for (; left > 0; left--) {
    const old = load<T>(value);
    const slope = load<T>(gradient);
    const next = descendedNumber<T>(old, slope, sgd.p);
    store<T>(before, old);
    store<T>(value, next);
    lastGradients += <T>0 * slope;
    lastValues += <T>0 * next;
    before += sizeof<T>();
    value += sizeof<T>();
    gradient += sizeof<T>();
  }
  if (!isZero<T>(gradients) || lastGradients != <T>0) {
    // Nothing may have moved where a gradient isn't finite.
    copy<T>(keep.a, keep.out, keep.rows);
    return false;
  }
  return isZero<T>(values) && lastValues == <T>0;
}
