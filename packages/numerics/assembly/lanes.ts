// Vectors of 128 bits: two doubles, or four single numbers.

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
