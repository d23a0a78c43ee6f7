import type { FloatArray, WrittenKernel } from "@nn/core/component";
import type { Geometry } from "./geometry.js";

/*
 * What the kernels of sums and means over windows are by definition: plain loops over the places, in their order, and there
 * over the taps that lie on the image.
 */

/** The taps of one axis that lie on the image where the window begins at `start`. */
function tapsOn(start: number, taps: number, length: number): readonly [from: number, to: number] {
  const from = Math.max(0, -start);
  return [from, Math.max(from, Math.min(taps, length - start))];
}

/** Has each place of the examples and its window, as where its numbers are and where those of the pixels. */
function eachWindow(geometry: Geometry, batch: number, act: (place: number, pixels: readonly number[]) => void): void {
  const { height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = geometry;
  for (let n = 0; n < batch; n++) {
    for (let placeY = 0; placeY < outHeight; placeY++) {
      const top = placeY * geometry.strideDown - geometry.padTop;
      const [fromY, toY] = tapsOn(top, kernelHeight, height);
      for (let placeX = 0; placeX < outWidth; placeX++) {
        const left = placeX * geometry.strideAcross - geometry.padLeft;
        const [fromX, toX] = tapsOn(left, kernelWidth, width);
        const pixels: number[] = [];
        for (let y = top + fromY; y < top + toY; y++) {
          for (let x = left + fromX; x < left + toX; x++) pixels.push(((n * height + y) * width + x) * channels);
        }
        act(((n * outHeight + placeY) * outWidth + placeX) * channels, pixels);
      }
    }
  }
}

/** y[place, c] = Σ over its window of x[pixel, c], divided by how many those are where it is a mean */
export function sumPool(
  geometry: Geometry,
  isMean: boolean | number,
  batch: number,
  y: FloatArray,
  x: FloatArray,
): void {
  const { channels, outHeight, outWidth } = geometry;
  y.fill(0, 0, batch * outHeight * outWidth * channels);
  eachWindow(geometry, batch, (place, pixels) => {
    for (let c = 0; c < channels; c++) {
      for (const pixel of pixels) y[place + c] += x[pixel + c];
      if (isMean) y[place + c] /= pixels.length;
    }
  });
}

/** x[pixel, c] = Σ over the places that see it of y[place, c], divided by how many pixels they see where they are means */
export function spread(
  geometry: Geometry,
  isMean: boolean | number,
  batch: number,
  x: FloatArray,
  y: FloatArray,
): void {
  const { height, width, channels } = geometry;
  const isSingle = x.BYTES_PER_ELEMENT === 4;
  x.fill(0, 0, batch * height * width * channels);
  eachWindow(geometry, batch, (place, pixels) => {
    for (let c = 0; c < channels; c++) {
      const share = isMean ? y[place + c] / pixels.length : y[place + c];
      for (const pixel of pixels) x[pixel + c] += isSingle ? Math.fround(share) : share;
    }
  });
}

/** What a module of a network is given for them. */
export const SUM_POOL: WrittenKernel["functions"] = [sumPool, eachWindow, tapsOn];
export const SPREAD: WrittenKernel["functions"] = [spread, eachWindow, tapsOn];
