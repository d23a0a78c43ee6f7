import type { FloatArray, WrittenKernel } from "@nn/core/component";
import type { Geometry } from "./geometry.js";

/*
 * What the kernels of convolution and pooling are by definition: plain loops over the places of the window, in their order,
 * and there over the taps of the kernel that lie on the image. In single precision each product is rounded before it is
 * added.
 */

/** What is done under one tap: `place`, `pixel` and `weights` are where its numbers begin in y, x and the weights. */
type Tap = (
  geometry: Geometry,
  out: FloatArray,
  a: FloatArray,
  b: FloatArray,
  place: number,
  pixel: number,
  weights: number,
) => void;

function eachTap(geometry: Geometry, batch: number, act: Tap, out: FloatArray, a: FloatArray, b: FloatArray): void {
  const { height, width, channels, kernelHeight, kernelWidth, filters, outHeight, outWidth } = geometry;
  const { strideDown, strideAcross, padTop, padLeft, dilationDown, dilationAcross, groups } = geometry;
  const size = (channels / groups) * filters;
  for (let n = 0; n < batch; n++) {
    for (let placeY = 0; placeY < outHeight; placeY++) {
      for (let placeX = 0; placeX < outWidth; placeX++) {
        const place = ((n * outHeight + placeY) * outWidth + placeX) * filters;
        for (let tapY = 0; tapY < kernelHeight; tapY++) {
          const y = placeY * strideDown + tapY * dilationDown - padTop;
          if (y < 0 || y >= height) continue;
          for (let tapX = 0; tapX < kernelWidth; tapX++) {
            const x = placeX * strideAcross + tapX * dilationAcross - padLeft;
            if (x < 0 || x >= width) continue;
            const pixel = ((n * height + y) * width + x) * channels;
            act(geometry, out, a, b, place, pixel, (tapY * kernelWidth + tapX) * size);
          }
        }
      }
    }
  }
}

/** y[place, f] = Σ over taps and the channels of its group of x[pixel, c] · w[tap, c, f], + b[f] where there are biases */
export function convolve(
  geometry: Geometry,
  batch: number,
  y: FloatArray,
  x: FloatArray,
  weight: FloatArray,
  bias?: FloatArray,
): void {
  const { outHeight, outWidth, filters } = geometry;
  const length = batch * outHeight * outWidth * filters;
  y.fill(0, 0, length);
  eachTap(geometry, batch, convolveTap, y, x, weight);
  if (bias) for (let i = 0; i < length; i++) y[i] += bias[i % filters];
}

const convolveTap: Tap = ({ channels, filters, groups }, y, x, w, place, pixel, weights) => {
  const isSingle = y.BYTES_PER_ELEMENT === 4;
  const [depth, columns] = [channels / groups, filters / groups];
  for (let c = 0; c < depth; c++) {
    for (let group = 0; group < groups; group++) {
      const factor = x[pixel + group * depth + c];
      for (let f = group * columns; f < (group + 1) * columns; f++) {
        const product = factor * w[weights + c * filters + f];
        y[place + f] += isSingle ? Math.fround(product) : product;
      }
    }
  }
};

/** dx[pixel, c] = Σ over places and the filters of its group of dy[place, f] · w[tap, c, f] */
export function convolveInputs(
  geometry: Geometry,
  batch: number,
  dx: FloatArray,
  dy: FloatArray,
  weight: FloatArray,
): void {
  dx.fill(0, 0, batch * geometry.height * geometry.width * geometry.channels);
  eachTap(geometry, batch, inputsTap, dx, dy, weight);
}

const inputsTap: Tap = ({ channels, filters, groups }, dx, dy, w, place, pixel, weights) => {
  const isSingle = dx.BYTES_PER_ELEMENT === 4;
  const [depth, columns] = [channels / groups, filters / groups];
  for (let c = 0; c < depth; c++) {
    for (let group = 0; group < groups; group++) {
      for (let f = group * columns; f < (group + 1) * columns; f++) {
        const product = dy[place + f] * w[weights + c * filters + f];
        dx[pixel + group * depth + c] += isSingle ? Math.fround(product) : product;
      }
    }
  }
};

/** dw[tap, c, f] += Σ over examples and places of x[pixel, c] · dy[place, f] */
export function convolveWeights(
  geometry: Geometry,
  batch: number,
  dw: FloatArray,
  x: FloatArray,
  dy: FloatArray,
): void {
  eachTap(geometry, batch, weightsTap, dw, x, dy);
}

const weightsTap: Tap = ({ channels, filters, groups }, dw, x, dy, place, pixel, weights) => {
  const isSingle = dw.BYTES_PER_ELEMENT === 4;
  const [depth, columns] = [channels / groups, filters / groups];
  for (let c = 0; c < depth; c++) {
    for (let group = 0; group < groups; group++) {
      const factor = x[pixel + group * depth + c];
      for (let f = group * columns; f < (group + 1) * columns; f++) {
        const product = factor * dy[place + f];
        dw[weights + c * filters + f] += isSingle ? Math.fround(product) : product;
      }
    }
  }
};

/**
 * y[place, c] = the largest of x[pixel, c], and which tap it stood under: the first of equal ones. NaN counts as larger than
 * any number, so that it isn't lost.
 */
export function maxPool(geometry: Geometry, batch: number, y: FloatArray, taken: FloatArray, x: FloatArray): void {
  // No tap yet.
  taken.fill(-1, 0, batch * geometry.outHeight * geometry.outWidth * geometry.channels);
  eachTap(geometry, batch, maxPoolTap, y, taken, x);
}

const maxPoolTap: Tap = ({ channels, filters }, y, taken, x, place, pixel, weights) => {
  const tap = weights / (channels * filters);
  for (let c = 0; c < channels; c++) {
    const value = x[pixel + c];
    if (taken[place + c] >= 0 && value <= y[place + c]) continue;
    if (taken[place + c] >= 0 && Number.isNaN(y[place + c]) && !Number.isNaN(value)) continue;
    y[place + c] = value;
    taken[place + c] = tap;
  }
};

/** dx[pixel, c] = Σ of dy[place, c] over the places whose largest number it was */
export function maxPoolInputs(
  geometry: Geometry,
  batch: number,
  dx: FloatArray,
  dy: FloatArray,
  taken: FloatArray,
): void {
  dx.fill(0, 0, batch * geometry.height * geometry.width * geometry.channels);
  eachTap(geometry, batch, maxPoolInputsTap, dx, dy, taken);
}

const maxPoolInputsTap: Tap = ({ channels, filters }, dx, dy, taken, place, pixel, weights) => {
  const tap = weights / (channels * filters);
  for (let c = 0; c < channels; c++) if (taken[place + c] === tap) dx[pixel + c] += dy[place + c];
};

/** What a module of a network is given for them. */
export const CONVOLVE: WrittenKernel["functions"] = [convolve, eachTap, convolveTap];
export const CONVOLVE_INPUTS: WrittenKernel["functions"] = [convolveInputs, eachTap, inputsTap];
export const CONVOLVE_WEIGHTS: WrittenKernel["functions"] = [convolveWeights, eachTap, weightsTap];
export const MAX_POOL: WrittenKernel["functions"] = [maxPool, eachTap, maxPoolTap];
export const MAX_POOL_INPUTS: WrittenKernel["functions"] = [maxPoolInputs, eachTap, maxPoolInputsTap];
