// What a processor can do at most with vectors of 128 bits: fourteen numbers of its registers, each multiplied and added to
// again and again. Fourteen, as a product takes its time, and none is to wait for the one before.

export function run(times: i32): f32 {
  const factor = f32x4.splat(0.5);
  let a = f32x4.splat(1);
  let b = f32x4.splat(2);
  let c = f32x4.splat(3);
  let d = f32x4.splat(4);
  let e = f32x4.splat(5);
  let f = f32x4.splat(6);
  let g = f32x4.splat(7);
  let h = f32x4.splat(8);
  let i = f32x4.splat(9);
  let j = f32x4.splat(10);
  let k = f32x4.splat(11);
  let l = f32x4.splat(12);
  let m = f32x4.splat(13);
  let n = f32x4.splat(14);
  for (let left = times; left > 0; left--) {
    a = f32x4.add(f32x4.mul(a, factor), factor);
    b = f32x4.add(f32x4.mul(b, factor), factor);
    c = f32x4.add(f32x4.mul(c, factor), factor);
    d = f32x4.add(f32x4.mul(d, factor), factor);
    e = f32x4.add(f32x4.mul(e, factor), factor);
    f = f32x4.add(f32x4.mul(f, factor), factor);
    g = f32x4.add(f32x4.mul(g, factor), factor);
    h = f32x4.add(f32x4.mul(h, factor), factor);
    i = f32x4.add(f32x4.mul(i, factor), factor);
    j = f32x4.add(f32x4.mul(j, factor), factor);
    k = f32x4.add(f32x4.mul(k, factor), factor);
    l = f32x4.add(f32x4.mul(l, factor), factor);
    m = f32x4.add(f32x4.mul(m, factor), factor);
    n = f32x4.add(f32x4.mul(n, factor), factor);
  }
  let sum = a;
  sum = f32x4.add(sum, b);
  sum = f32x4.add(sum, c);
  sum = f32x4.add(sum, d);
  sum = f32x4.add(sum, e);
  sum = f32x4.add(sum, f);
  sum = f32x4.add(sum, g);
  sum = f32x4.add(sum, h);
  sum = f32x4.add(sum, i);
  sum = f32x4.add(sum, j);
  sum = f32x4.add(sum, k);
  sum = f32x4.add(sum, l);
  sum = f32x4.add(sum, m);
  sum = f32x4.add(sum, n);
  return f32x4.extract_lane(sum, 0);
}
