// Max pooling: the largest number of each window, channel by channel, and which tap it stood under.
import { fill } from "../arrays";
import { lanes } from "../lanes";
import { firstTap, lastTap } from "./axis";
import { Geometry } from "./geometry";

// The geometry, in whole numbers; `pixel` and `row` are the bytes from one to the next.
let height: isize = 0;
let width: isize = 0;
let poolHeight: isize = 0;
let poolWidth: isize = 0;
let strideY: isize = 0;
let strideX: isize = 0;
let padY: isize = 0;
let padX: isize = 0;
let outHeight: isize = 0;
let outWidth: isize = 0;
let channels: usize = 0;
let inVectors: usize = 0;
let pixel: usize = 0;
let row: usize = 0;

function use<T extends number>(g: Geometry): void {
  height = <isize>g.height;
  width = <isize>g.width;
  poolHeight = <isize>g.kernelHeight;
  poolWidth = <isize>g.kernelWidth;
  strideY = <isize>g.strideDown;
  strideX = <isize>g.strideAcross;
  padY = <isize>g.padTop;
  padX = <isize>g.padLeft;
  outHeight = <isize>g.outHeight;
  outWidth = <isize>g.outWidth;
  channels = <usize>g.channels;
  inVectors = channels & ~(lanes<T>() - 1);
  pixel = channels * sizeof<T>();
  row = <usize>width * pixel;
}

/** y = the largest number of each window, and index = the number of its tap. NaN counts as larger than any number. */
export function maxPool<T extends number>(g: Geometry, y: usize, index: usize, x: usize, from: usize, to: usize): void {
  use<T>(g);
  const size = sizeof<T>();
  let at = from * <usize>(outHeight * outWidth) * pixel;
  for (let n = from; n < to; n++) {
    for (let py: isize = 0; py < outHeight; py++) {
      const startY = py * strideY - padY;
      const fromY = firstTap(startY, 1);
      const toY = lastTap(startY, poolHeight, height, 1);
      const firstRow = x + (n * height + startY + fromY) * row;
      for (let px: isize = 0; px < outWidth; px++) {
        const startX = px * strideX - padX;
        const fromX = firstTap(startX, 1);
        const toX = lastTap(startX, poolWidth, width, 1);
        const first = firstRow + (startX + fromX) * pixel;
        const tap = fromY * poolWidth + fromX;
        if (toX - fromX == 2 && toY - fromY == 2) {
          largestOf4<T>(y + at, index + at, first, inVectors * size, first + row, pixel, tap, tap + poolWidth);
        } else for (let c: usize = 0; c < inVectors; c += lanes<T>()) {
          let read = first + c * size;
          let largest = v128.load(read);
          let taken = v128.splat<T>(<T>tap);
          for (let ky = fromY; ky < toY; ky++) {
            let a = read;
            for (let kx = fromX; kx < toX; kx++) {
              const value = v128.load(a);
              const isLarger = larger<T>(value, largest);
              largest = v128.bitselect(value, largest, isLarger);
              taken = v128.bitselect(v128.splat<T>(<T>(ky * poolWidth + kx)), taken, isLarger);
              a += pixel;
            }
            read += row;
          }
          v128.store(y + at + c * size, largest);
          v128.store(index + at + c * size, taken);
        }
        for (let c = inVectors; c < channels; c++) {
          let read = first + c * size;
          let largest = load<T>(read);
          let taken = tap;
          for (let ky = fromY; ky < toY; ky++) {
            let a = read;
            for (let kx = fromX; kx < toX; kx++) {
              const value = load<T>(a);
              if (value > largest || value != value) {
                largest = value;
                taken = ky * poolWidth + kx;
              }
              a += pixel;
            }
            read += row;
          }
          store<T>(y + at + c * size, largest);
          store<T>(index + at + c * size, <T>taken);
        }
        at += pixel;
      }
    }
  }
}

/** The vectors of channels of the usual window, of 2 × 2. */
function largestOf4<T extends number>(
  y: usize, index: usize, above: usize, bytes: usize, below: usize, pixel: usize, tap: isize, tapBelow: isize,
): void {
  const tap0 = v128.splat<T>(<T>tap);
  const tap1 = v128.splat<T>(<T>(tap + 1));
  const tap2 = v128.splat<T>(<T>tapBelow);
  const tap3 = v128.splat<T>(<T>(tapBelow + 1));
  for (const end = above + bytes; above < end; above += 16) {
    let largest = v128.load(above);
    const value1 = v128.load(above + pixel);
    const value2 = v128.load(below);
    const value3 = v128.load(below + pixel);
    let isLarger = larger<T>(value1, largest);
    largest = v128.bitselect(value1, largest, isLarger);
    let taken = v128.bitselect(tap1, tap0, isLarger);
    isLarger = larger<T>(value2, largest);
    largest = v128.bitselect(value2, largest, isLarger);
    taken = v128.bitselect(tap2, taken, isLarger);
    isLarger = larger<T>(value3, largest);
    v128.store(y, v128.bitselect(value3, largest, isLarger));
    v128.store(index, v128.bitselect(tap3, taken, isLarger));
    below += 16;
    y += 16;
    index += 16;
  }
}

/** NaN is larger than any number. */
@inline
function larger<T extends number>(value: v128, than: v128): v128 {
  return v128.or(v128.gt<T>(value, than), v128.ne<T>(value, value));
}

/** dx = 0, and where a window took its number, + dy. */
export function maxPoolInputs<T extends number>(
  g: Geometry, dx: usize, dy: usize, index: usize, from: usize, to: usize,
): void {
  use<T>(g);
  const size = sizeof<T>();
  const example = <usize>height * row;
  const isApart = strideY >= poolHeight && strideX >= poolWidth;
  let at = from * <usize>(outHeight * outWidth) * pixel;
  for (let n = from; n < to; n++) {
    fill<T>(dx + n * example, 0, example / size);
    for (let py: isize = 0; py < outHeight; py++) {
      const startY = py * strideY - padY;
      const fromY = firstTap(startY, 1);
      const toY = lastTap(startY, poolHeight, height, 1);
      const firstRow = dx + n * example + (startY + fromY) * row;
      for (let px: isize = 0; px < outWidth; px++) {
        const startX = px * strideX - padX;
        const fromX = firstTap(startX, 1);
        const toX = lastTap(startX, poolWidth, width, 1);
        const tap = fromY * poolWidth + fromX;
        const first = firstRow + (startX + fromX) * pixel;
        if (isApart && toX - fromX == 2 && toY - fromY == 2) {
          spread4<T>(first, first + row, pixel, inVectors * size, dy + at, index + at, tap, tap + poolWidth);
        } else for (let c: usize = 0; c < inVectors; c += lanes<T>()) {
          const derivative = v128.load(dy + at + c * size);
          const taken = v128.load(index + at + c * size);
          let write = first + c * size;
          for (let ky = fromY; ky < toY; ky++) {
            let a = write;
            for (let kx = fromX; kx < toX; kx++) {
              const isTaken = v128.eq<T>(taken, v128.splat<T>(<T>(ky * poolWidth + kx)));
              v128.store(a, v128.add<T>(v128.load(a), v128.and(derivative, isTaken)));
              a += pixel;
            }
            write += row;
          }
        }
        for (let c = inVectors; c < channels; c++) {
          const took = <isize>load<T>(index + at + c * size);
          const a = first + c * size + (took / poolWidth - fromY) * row + (took % poolWidth - fromX) * pixel;
          store<T>(a, load<T>(a) + load<T>(dy + at + c * size));
        }
        at += pixel;
      }
    }
  }
}

/** The vectors of channels of a window of 2 × 2 that no other one overlaps. */
function spread4<T extends number>(
  above: usize, below: usize, pixel: usize, bytes: usize, dy: usize, index: usize, tap: isize, tapBelow: isize,
): void {
  const zero = v128.splat<T>(<T>0);
  const tap0 = v128.splat<T>(<T>tap);
  const tap1 = v128.splat<T>(<T>(tap + 1));
  const tap2 = v128.splat<T>(<T>tapBelow);
  const tap3 = v128.splat<T>(<T>(tapBelow + 1));
  for (const end = above + bytes; above < end; above += 16) {
    // Added to 0, as elsewhere: -0 becomes 0.
    const derivative = v128.add<T>(zero, v128.load(dy));
    const taken = v128.load(index);
    v128.store(above, v128.and(derivative, v128.eq<T>(taken, tap0)));
    v128.store(above + pixel, v128.and(derivative, v128.eq<T>(taken, tap1)));
    v128.store(below, v128.and(derivative, v128.eq<T>(taken, tap2)));
    v128.store(below + pixel, v128.and(derivative, v128.eq<T>(taken, tap3)));
    below += 16;
    dy += 16;
    index += 16;
  }
}
