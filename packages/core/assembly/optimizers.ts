// The optimizers of @nn/optim. The formulas and their sources stand there, beside the plain loops.
import { power } from "./elementary";
import { high, lanes, load2, low, narrow, store2 } from "./lanes";

export function sgd<T extends number>(value: usize, gradient: usize, length: usize, rate: f64): void {
  const vector = lanes<T>();
  const rates = f64x2.splat(rate);
  for (; length >= vector; length -= vector) {
    v128.store(value, descended<T>(v128.load(value), v128.load(gradient), rates));
    value += 16;
    gradient += 16;
  }
  for (; length > 0; length--) {
    store<T>(value, descendedNumber<T>(load<T>(value), load<T>(gradient), rate));
    value += sizeof<T>();
    gradient += sizeof<T>();
  }
}

/** w − η·g for a vector of the arrays' format. */
@inline
export function descended<T extends number>(value: v128, gradient: v128, rates: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.sub(value, f64x2.mul(rates, gradient));
  return narrow(
    f64x2.sub(low(value), f64x2.mul(rates, low(gradient))),
    f64x2.sub(high(value), f64x2.mul(rates, high(gradient))),
  );
}

@inline
export function descendedNumber<T extends number>(value: T, gradient: T, rate: f64): T {
  return <T>(<f64>value - rate * <f64>gradient);
}

/** v ← μ·v + g, w ← w − η·v, and with Nesterov's look ahead w ← w − η·(g + μ·v). */
export function momentum<T extends number>(
  value: usize, gradient: usize, velocity: usize, length: usize, rate: f64, share: f64, nesterov: bool,
): void {
  for (let end = value + length * sizeof<T>(); value < end; value += sizeof<T>()) {
    const g = <f64>load<T>(gradient);
    const v = share * <f64>load<T>(velocity) + g;
    store<T>(velocity, <T>v);
    store<T>(value, <T>(<f64>load<T>(value) - rate * (nesterov ? g + share * v : v)));
    gradient += sizeof<T>();
    velocity += sizeof<T>();
  }
}

/** What depends on the step alone is computed once for all parameters. */
export function adam<T extends number>(
  value: usize, gradient: usize, m: usize, v: usize, length: usize,
  rate: f64, beta1: f64, beta2: f64, epsilon: f64, t: f64,
): void {
  const step = rate / (1 - power(beta1, t));
  const correction = 1 / (1 - power(beta2, t));
  for (; length > 1; length -= 2) {
    const g = load2<T>(gradient);
    const mean = weighted(beta1, load2<T>(m), g);
    const square = f64x2.add(
      f64x2.mul(f64x2.splat(beta2), load2<T>(v)),
      f64x2.mul(f64x2.mul(f64x2.splat(1 - beta2), g), g),
    );
    store2<T>(m, mean);
    store2<T>(v, square);
    const root = f64x2.add(f64x2.sqrt(f64x2.mul(square, f64x2.splat(correction))), f64x2.splat(epsilon));
    const move = f64x2.div(f64x2.mul(f64x2.splat(step), mean), root);
    // The last term is 0, or NaN where g² has overflowed in the arrays' format.
    const next = f64x2.sub(load2<T>(value), f64x2.add(move, f64x2.mul(f64x2.splat(0), load2<T>(v))));
    store2<T>(value, next);
    value += 2 * sizeof<T>();
    gradient += 2 * sizeof<T>();
    m += 2 * sizeof<T>();
    v += 2 * sizeof<T>();
  }
  if (length > 0) {
    const g = <f64>load<T>(gradient);
    const mean = beta1 * <f64>load<T>(m) + (1 - beta1) * g;
    const square = beta2 * <f64>load<T>(v) + (1 - beta2) * g * g;
    store<T>(m, <T>mean);
    store<T>(v, <T>square);
    const next = <f64>load<T>(value) - (step * mean / (sqrt(square * correction) + epsilon) + 0 * <f64>load<T>(v));
    store<T>(value, <T>next);
  }
}

/** β·a + (1 − β)·b */
@inline
function weighted(beta: f64, a: v128, b: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(beta), a), f64x2.mul(f64x2.splat(1 - beta), b));
}
