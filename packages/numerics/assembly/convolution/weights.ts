// dW: what each weight gains is a sum over all places of all examples, in their order.
import { lanes } from "../lanes";
import { packColumns } from "../packing";
import { firstPlace, lastPlace } from "./axis";
import { Geometry } from "./geometry";
import { corner, PLACE_BYTES, place } from "./place";
import { WIDTH } from "./tiles";
import { weights1, weights4, weightsBeside4 } from "./weight-tiles";

/** So many places are summed up at once at most, while what they read is near. */
const PLACES: usize = 1024;

let strideY: isize = 0;
let strideX: isize = 0;
let padY: isize = 0;
let padX: isize = 0;
let height: isize = 0;
let width: isize = 0;
let outWidth: isize = 0;
/** So many channels has a pixel, and so many of them the group, from `firstChannel` on. */
let channels: isize = 0;
let depth: isize = 0;
let firstChannel: isize = 0;
let dilationY: isize = 0;
let dilationX: isize = 0;
let kernelWidth: isize = 0;
/** The rows of places of the present band. */
let top: isize = 0;
let bottom: isize = 0;
/** The bytes from place to place in what the filters are given. */
let derivativeStep: usize = 0;

// Of one weight: which places it meets, and where what it meets begins.
let firstY: isize = 0;
let lastY: isize = 0;
let firstX: isize = 0;
let lastX: isize = 0;
let met: usize = 0;

/** dw += x · dy, for the rows `from` to `to` of kernelHeight × kernelWidth × the channels of a group. */
export function convolveWeights<T extends number>(
  g: Geometry, dw: usize, x: usize, dy: usize, from: usize, to: usize,
): void {
  const size = sizeof<T>();
  const filters = <usize>g.filters;
  const columns = filters / <usize>g.groups;
  const outHeight = <isize>g.outHeight;
  strideY = <isize>g.strideDown;
  strideX = <isize>g.strideAcross;
  padY = <isize>g.padTop;
  padX = <isize>g.padLeft;
  height = <isize>g.height;
  width = <isize>g.width;
  outWidth = <isize>g.outWidth;
  const groups = <isize>g.groups;
  channels = <isize>g.channels;
  depth = channels / groups;
  dilationY = <isize>g.dilationDown;
  dilationX = <isize>g.dilationAcross;
  kernelWidth = <isize>g.kernelWidth;
  const example = <usize>height * width * channels * size;
  const row = <usize>outWidth * filters * size;
  const panelWidth = 2 * lanes<T>();
  const isDirect = filters == panelWidth && groups == 1;
  const band = max<isize>(1, min(PLACES, PLACE_BYTES / WIDTH) / outWidth);
  for (let n: usize = 0; n < <usize>g.batch; n++) {
    for (top = 0; top < outHeight; top += band) {
      bottom = min(outHeight, top + band);
      const given = dy + (n * outHeight + top) * row;
      for (let group: isize = 0; group < groups; group++) {
        firstChannel = group * depth;
        const first = <usize>group * columns;
        for (let c: usize = first; c < first + columns; c += panelWidth) {
          const count = min(panelWidth, first + columns - c);
          derivativeStep = WIDTH;
          let panel = given;
          if (!isDirect) {
            panel = place();
            packColumns<T>(panel, given + c * size, filters * size, size, (bottom - top) * outWidth, count, panelWidth);
          }
          addBand<T>(dw + c * size, filters * size, x + n * example, panel, from, to, count);
        }
      }
    }
  }
}

/** What one band of places adds to one panel of filters. */
function addBand<T extends number>(
  out: usize, outRow: usize, image: usize, panel: usize, from: usize, to: usize, count: usize,
): void {
  const isWhole = count == 2 * lanes<T>();
  const edge = corner();
  const bytes = count * sizeof<T>();
  const step = strideX * channels * sizeof<T>();
  for (let r = from; r < to; ) {
    const target = out + r * outRow;
    locate<T>(r, image);
    if (r + 4 <= to) {
      const a0 = met;
      const fromY = firstY;
      const toY = lastY;
      const fromX = firstX;
      const toX = lastX;
      let areAlike = true;
      locate<T>(r + 1, image);
      const a1 = met;
      areAlike = areAlike && firstY == fromY && lastY == toY && firstX == fromX && lastX == toX;
      locate<T>(r + 2, image);
      const a2 = met;
      areAlike = areAlike && firstY == fromY && lastY == toY && firstX == fromX && lastX == toX;
      locate<T>(r + 3, image);
      const a3 = met;
      areAlike = areAlike && firstY == fromY && lastY == toY && firstX == fromX && lastX == toX;
      if (areAlike) {
        if (toY > fromY && toX > fromX) {
          const length = toX - fromX;
          const skip = strideY * width * channels * sizeof<T>() - length * step;
          const b = panel + ((fromY - top) * outWidth + fromX) * derivativeStep;
          const derivativeSkip = (outWidth - length) * derivativeStep;
          if (isWhole && a3 - a0 == 3 * sizeof<T>()) {
            weightsBeside4<T>(target, outRow, a0, step, skip, b, derivativeStep, derivativeSkip, toY - fromY, length);
          } else if (isWhole) {
            weights4<T>(target, outRow, a0, a1, a2, a3, step, skip, b, derivativeStep, derivativeSkip, toY - fromY, length);
          } else {
            for (let i: usize = 0; i < 4; i++) memory.copy(edge + i * WIDTH, target + i * outRow, bytes);
            weights4<T>(edge, WIDTH, a0, a1, a2, a3, step, skip, b, derivativeStep, derivativeSkip, toY - fromY, length);
            for (let i: usize = 0; i < 4; i++) memory.copy(target + i * outRow, edge + i * WIDTH, bytes);
          }
        }
        r += 4;
        continue;
      }
      locate<T>(r, image);
    }
    if (lastY > firstY && lastX > firstX) {
      const length = lastX - firstX;
      const skip = strideY * width * channels * sizeof<T>() - length * step;
      const b = panel + ((firstY - top) * outWidth + firstX) * derivativeStep;
      const derivativeSkip = (outWidth - length) * derivativeStep;
      if (isWhole) {
        weights1<T>(target, met, step, skip, b, derivativeStep, derivativeSkip, lastY - firstY, length);
      } else {
        memory.copy(edge, target, bytes);
        weights1<T>(edge, met, step, skip, b, derivativeStep, derivativeSkip, lastY - firstY, length);
        memory.copy(target, edge, bytes);
      }
    }
    r++;
  }
}

/** Which places of the band the weights of a row meet, and where on the image the first one is. */
function locate<T extends number>(row: usize, image: usize): void {
  const tap = <isize>row / depth;
  const c = <isize>row % depth;
  const ky = (tap / kernelWidth) * dilationY;
  const kx = (tap % kernelWidth) * dilationX;
  firstY = max(top, firstPlace(ky, strideY, padY));
  lastY = lastPlace(ky, strideY, padY, height, bottom);
  firstX = firstPlace(kx, strideX, padX);
  lastX = lastPlace(kx, strideX, padX, width, outWidth);
  const y = firstY * strideY + ky - padY;
  const x = firstX * strideX + kx - padX;
  met = image + ((y * width + x) * channels + firstChannel + c) * sizeof<T>();
}
