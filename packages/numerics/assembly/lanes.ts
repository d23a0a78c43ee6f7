// Numbers two at a time. A formula of one number is computed in double precision whatever the arrays' format is, and
// rounded once, when it is stored: just what the plain loops in TypeScript do, so that both give the same bits.

/** The two numbers at `pointer`. */
@inline
export function load2<T extends number>(pointer: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(pointer) : f64x2.promote_low_f32x4(v128.load64_zero(pointer));
}

@inline
export function store2<T extends number>(pointer: usize, pair: v128): void {
  if (sizeof<T>() == 8) v128.store(pointer, pair);
  else v128.store64_lane(pointer, f32x4.demote_f64x2_zero(pair), 0);
}

/** The one number at `pointer`, twice: what is left over where a length is odd. */
@inline
export function load1<T extends number>(pointer: usize): v128 {
  return f64x2.splat(<f64>load<T>(pointer));
}

@inline
export function store1<T extends number>(pointer: usize, pair: v128): void {
  store<T>(pointer, <T>f64x2.extract_lane(pair, 0));
}

/** The first two of four single numbers, as doubles. */
@inline
export function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

/** The last two. */
@inline
export function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(four, four, 1, 1));
}

/** Four doubles, rounded to single numbers. */
@inline
export function narrow(first: v128, last: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(last), 0, 2);
}

/** How many numbers of the format a vector holds. */
@inline
export function lanes<T extends number>(): usize {
  return 16 / sizeof<T>();
}

/** c + a·b, rounded twice, as everywhere. */
@inline
export function sum<T extends number>(c: v128, a: v128, b: v128): v128 {
  return v128.add<T>(c, v128.mul<T>(a, b));
}
