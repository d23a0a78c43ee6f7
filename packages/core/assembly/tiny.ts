// Several instructions at once, number by number. In a tiny network the arithmetic takes less time than getting from one
// instruction to the next, and than waiting for single numbers that come back from memory as vectors. Each function does
// what the instructions one after another do, to the last bit.
import { exp, tanhPair } from "./elementary";
import { Instruction, Operation } from "./instruction";

/** matmul, addRow and an activation: a dense layer forward. */
export function tinyForward<T extends number>(product: Instruction, bias: Instruction, activation: Instruction): void {
  const size = sizeof<T>();
  const operation = activation.operation;
  const row = product.columns * size;
  let x = product.a;
  let z = product.out;
  let y = activation.out;
  for (let r = product.rows; r > 0; r--) {
    for (let c: usize = 0; c < row; c += size) {
      let sum: T = <T>0;
      let weight = product.b + c;
      for (let i: usize = 0; i < product.inner * size; i += size) {
        sum += load<T>(x + i) * load<T>(weight);
        weight += row;
      }
      sum += load<T>(bias.a + c);
      store<T>(z + c, sum);
      store<T>(y + c, activate<T>(operation, sum));
    }
    x += product.inner * size;
    z += row;
    y += row;
  }
}

@inline
function activate<T extends number>(operation: i32, z: T): T {
  if (operation == Operation.sigmoid) return <T>(1 / (1 + exp(-(<f64>z))));
  if (operation == Operation.tanh) return <T>f64x2.extract_lane(tanhPair(f64x2.splat(<f64>z)), 0);
  if (operation == Operation.relu) return max<T>(<T>0, z);
  return z;
}

/**
 * An activation's backward, addColumnSums, addOuter and, where the derivative by the layer's input is wanted,
 * matmulTransposed: a dense layer backward.
 */
export function tinyBackward<T extends number>(
  activation: Instruction, bias: Instruction, outer: Instruction, back: Instruction | null,
): void {
  const size = sizeof<T>();
  const operation = <i32>activation.c;
  const row = outer.columns * size;
  const width = outer.rows * size;
  let x = outer.a;
  let dz = activation.out;
  let dy = activation.a;
  let zOrY = activation.b;
  let dx: usize = back ? back.out : 0;
  for (let r = outer.inner; r > 0; r--) {
    for (let c: usize = 0; c < row; c += size) {
      const slope = derive<T>(operation, load<T>(dy + c), zOrY + c);
      store<T>(dz + c, slope);
      store<T>(bias.out + c, load<T>(bias.out + c) + slope);
      let gradient = outer.out + c;
      for (let i: usize = 0; i < width; i += size) {
        store<T>(gradient, load<T>(gradient) + load<T>(x + i) * slope);
        gradient += row;
      }
      if (back) {
        let weight = back.b + c;
        for (let i: usize = 0; i < width; i += size) {
          const before = c == 0 ? <T>0 : load<T>(dx + i);
          store<T>(dx + i, before + slope * load<T>(weight));
          weight += row;
        }
      }
    }
    x += width;
    dx += width;
    dz += row;
    dy += row;
    zOrY += row;
  }
}

@inline
function derive<T extends number>(operation: i32, dy: T, zOrY: usize): T {
  if (operation == Operation.copy) return dy;
  const value = <f64>load<T>(zOrY);
  if (operation == Operation.sigmoidBackward) return <T>(<f64>dy * value * (1 - value));
  if (operation == Operation.tanhBackward) return <T>(<f64>dy * (1 - value * value));
  return value > 0 ? dy : <T>0;
}

/** meanSquaredError, mean and meanSquaredErrorGradient, for single outputs. */
export function tinyLoss<T extends number>(loss: Instruction, mean: Instruction, gradient: Instruction): bool {
  const size = sizeof<T>();
  const scale = 2 / <f64>loss.rows;
  let sum: f64 = 0;
  for (let r: usize = 0; r < loss.rows * size; r += size) {
    const error = <f64>load<T>(loss.a + r) - <f64>load<T>(loss.b + r);
    const value = <T>(error * error);
    store<T>(loss.out + r, value);
    store<T>(gradient.out + r, <T>(scale * error));
    sum += <f64>value;
  }
  sum /= <f64>loss.rows;
  store<f64>(mean.out, sum);
  return sum - sum == 0;
}

/** keep, sgd and allFinite. */
export function tinyUpdate<T extends number>(keep: Instruction, sgd: Instruction): bool {
  const size = sizeof<T>();
  const value = keep.a;
  const gradient = keep.b;
  const end = keep.rows * size;
  let seen: T = <T>0;
  for (let i: usize = 0; i < end; i += size) {
    store<T>(keep.out + i, load<T>(value + i));
    seen += <T>0 * load<T>(gradient + i);
  }
  if (seen != <T>0) return false;
  for (let i: usize = 0; i < end; i += size) {
    const next = <T>(<f64>load<T>(value + i) - sgd.p * <f64>load<T>(gradient + i));
    store<T>(value + i, next);
    seen += <T>0 * next;
  }
  return seen == <T>0;
}
