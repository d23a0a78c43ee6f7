// Sums of what a window sees, channel by channel, and the way back: each place's number for all that it sees.
import { fill } from "../arrays";
import { lanes } from "../lanes";
import { firstTap, lastTap } from "./axis";
import { Geometry } from "./geometry";

/** y = the sum over each window, or with `divides` the mean of those of its pixels that lie on the image. */
export function sumPool<T extends number>(
  g: Geometry, y: usize, x: usize, divides: bool, from: usize, to: usize,
): void {
  const size = sizeof<T>();
  const pixel = <usize>g.channels * size;
  const row = <usize>g.width * pixel;
  const outHeight = <isize>g.outHeight;
  const outWidth = <isize>g.outWidth;
  const example = <usize>(outHeight * outWidth) * pixel;
  for (let n = from; n < to; n++) {
    for (let py: isize = 0; py < outHeight; py++) {
      const startY = py * <isize>g.strideDown - <isize>g.padTop;
      const fromY = firstTap(startY, 1);
      const toY = lastTap(startY, <isize>g.kernelHeight, <isize>g.height, 1);
      for (let px: isize = 0; px < outWidth; px++) {
        const startX = px * <isize>g.strideAcross - <isize>g.padLeft;
        const fromX = firstTap(startX, 1);
        const toX = lastTap(startX, <isize>g.kernelWidth, <isize>g.width, 1);
        const first = x + (n * <usize>g.height + <usize>(startY + fromY)) * row + <usize>(startX + fromX) * pixel;
        const count = divides ? <f64>((toY - fromY) * (toX - fromX)) : 1;
        const at = y + n * example + <usize>(py * outWidth + px) * pixel;
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) {
          let sum = v128.splat<T>(<T>0);
          for (let ky = fromY, read = first + c; ky < toY; ky++, read += row) {
            for (let kx = fromX, a = read; kx < toX; kx++, a += pixel) sum = v128.add<T>(sum, v128.load(a));
          }
          v128.store(at + c, divides ? v128.div<T>(sum, v128.splat<T>(<T>count)) : sum);
        }
        for (; c < pixel; c += size) {
          let sum: T = <T>0;
          for (let ky = fromY, read = first + c; ky < toY; ky++, read += row) {
            for (let kx = fromX, a = read; kx < toX; kx++, a += pixel) sum = <T>(sum + load<T>(a));
          }
          store<T>(at + c, divides ? <T>(sum / <T>count) : sum);
        }
      }
    }
  }
}

/** dx = the sum of dy over the places that see a pixel, with `divides` each as a part of its mean. */
export function spread<T extends number>(
  g: Geometry, dx: usize, dy: usize, divides: bool, from: usize, to: usize,
): void {
  const size = sizeof<T>();
  const pixel = <usize>g.channels * size;
  const row = <usize>g.width * pixel;
  const outHeight = <isize>g.outHeight;
  const outWidth = <isize>g.outWidth;
  const image = <usize>g.height * row;
  const example = <usize>(outHeight * outWidth) * pixel;
  for (let n = from; n < to; n++) {
    fill<T>(dx + n * image, 0, image / size);
    for (let py: isize = 0; py < outHeight; py++) {
      const startY = py * <isize>g.strideDown - <isize>g.padTop;
      const fromY = firstTap(startY, 1);
      const toY = lastTap(startY, <isize>g.kernelHeight, <isize>g.height, 1);
      for (let px: isize = 0; px < outWidth; px++) {
        const startX = px * <isize>g.strideAcross - <isize>g.padLeft;
        const fromX = firstTap(startX, 1);
        const toX = lastTap(startX, <isize>g.kernelWidth, <isize>g.width, 1);
        const first = dx + n * image + <usize>(startY + fromY) * row + <usize>(startX + fromX) * pixel;
        const count = divides ? <f64>((toY - fromY) * (toX - fromX)) : 1;
        const at = dy + n * example + <usize>(py * outWidth + px) * pixel;
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) {
          let part = v128.load(at + c);
          if (divides) part = v128.div<T>(part, v128.splat<T>(<T>count));
          for (let ky = fromY, write = first + c; ky < toY; ky++, write += row) {
            for (let kx = fromX, a = write; kx < toX; kx++, a += pixel) {
              v128.store(a, v128.add<T>(v128.load(a), part));
            }
          }
        }
        for (; c < pixel; c += size) {
          const whole = load<T>(at + c);
          const part = divides ? <T>(whole / <T>count) : whole;
          for (let ky = fromY, write = first + c; ky < toY; ky++, write += row) {
            for (let kx = fromX, a = write; kx < toX; kx++, a += pixel) store<T>(a, <T>(load<T>(a) + part));
          }
        }
      }
    }
  }
}
