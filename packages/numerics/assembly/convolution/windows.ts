// y from x, and dx from dy: at each place of the result, the sum over the window that it sees, filter by filter.
//
// 4 places are computed together: the same place in 4 examples, so that windows over the edge of an image are no special
// case. Only the examples that are left over are done by places side by side.
import { lanes } from "../lanes";
import { packColumns } from "../packing";
import { firstTap, firstWithRemainder, greatestCommonDivisor, lastTap } from "./axis";
import { Geometry } from "./geometry";
import { corner, PLACE_BYTES, place } from "./place";
import { setWindow, sums1, sums4, wholeBias } from "./sums";
import { WIDTH } from "./tiles";
import {
  apartX, apartY, fromX, fromY, heightRead, padX, padY, setAcross, setDown, strideX, strideY, tapsX, tapsY, toX, toY, widthRead,
} from "./window-axes";

// What is read and written: so many numbers at each place, and so many bytes from place to place, row to row and example to example.
let depth: usize = 0;
let readPlace: usize = 0;
let readRow: usize = 0;
let readExample: usize = 0;
let columns: usize = 0;
let writePlace: usize = 0;
let writeRow: usize = 0;
let writeExample: usize = 0;
/** What is added to the sums at last; none at 0. */
let biases: usize = 0;

/** y = the sum over kernelHeight × kernelWidth × the channels of its group of x · weight, + bias where there is one */
export function convolve<T extends number>(
  g: Geometry, y: usize, x: usize, weight: usize, bias: usize, from: usize, to: usize,
): void {
  const size = sizeof<T>();
  const kernelHeight = <isize>g.kernelHeight;
  const kernelWidth = <isize>g.kernelWidth;
  setDown(
    0, <isize>g.outHeight, <isize>g.strideDown, <isize>g.padTop, kernelHeight, <isize>g.dilationDown, <isize>g.height,
  );
  setAcross(
    0, <isize>g.outWidth, <isize>g.strideAcross, <isize>g.padLeft, kernelWidth, <isize>g.dilationAcross, <isize>g.width,
  );
  const groups = <usize>g.groups;
  depth = <usize>g.channels / groups;
  readPlace = <usize>g.channels * size;
  readRow = <usize>g.width * readPlace;
  readExample = <usize>g.height * readRow;
  columns = <usize>g.filters / groups;
  writePlace = <usize>g.filters * size;
  writeRow = <usize>g.outWidth * writePlace;
  writeExample = <usize>g.outHeight * writeRow;
  const tap = depth * writePlace;
  for (let group: usize = 0; group < groups; group++) {
    const first = group * columns * size;
    biases = bias == 0 ? 0 : bias + first;
    windows<T>(y + first, x + group * depth * size, weight + first, tap, kernelWidth * tap, writePlace, size, from, to);
  }
}

/** dx = the sum over the places that saw it, and their filters, of dy · weight */
export function convolveInputs<T extends number>(
  g: Geometry, dx: usize, dy: usize, weight: usize, from: usize, to: usize,
): void {
  const size = sizeof<T>();
  biases = 0;
  const groups = <usize>g.groups;
  depth = <usize>g.filters / groups;
  readPlace = <usize>g.filters * size;
  readRow = <usize>g.outWidth * readPlace;
  readExample = <usize>g.outHeight * readRow;
  columns = <usize>g.channels / groups;
  const dxPlace = <usize>g.channels * size;
  const dxRow = <usize>g.width * dxPlace;
  writeExample = <usize>g.height * dxRow;
  const kernelWidth = <isize>g.kernelWidth;
  const down = <isize>g.strideDown;
  const across = <isize>g.strideAcross;
  writeRow = down * dxRow;
  writePlace = across * dxPlace;
  const tap = columns * readPlace;
  const dilationDown = <isize>g.dilationDown;
  const dilationAcross = <isize>g.dilationAcross;
  // Taps that meet the same places are so many apart, and their places so many.
  const everyY = down / greatestCommonDivisor(down, dilationDown);
  const everyX = across / greatestCommonDivisor(across, dilationAcross);
  const apartDown = dilationDown * everyY / down;
  const apartAcross = dilationAcross * everyX / across;
  // The numbers whose distance from the padded edge leaves one remainder were seen under the same taps.
  for (let remainderY: isize = 0; remainderY < down; remainderY++) {
    const firstY = firstWithRemainder(remainderY, down, dilationDown, <isize>g.kernelHeight);
    const tapsDown = (<isize>g.kernelHeight - firstY + everyY - 1) / everyY;
    const padDown = (firstY * dilationDown - remainderY) / down + (tapsDown - 1) * apartDown;
    const fromDown = max<isize>(0, (<isize>g.padTop - remainderY + down - 1) / down);
    const toDown = (<isize>g.height - 1 + <isize>g.padTop - remainderY + down) / down;
    setDown(fromDown, toDown, 1, padDown, tapsDown, apartDown, <isize>g.outHeight);
    for (let remainderX: isize = 0; remainderX < across; remainderX++) {
      const firstX = firstWithRemainder(remainderX, across, dilationAcross, kernelWidth);
      const tapsAcross = (kernelWidth - firstX + everyX - 1) / everyX;
      const padAcross = (firstX * dilationAcross - remainderX) / across + (tapsAcross - 1) * apartAcross;
      const fromAcross = max<isize>(0, (<isize>g.padLeft - remainderX + across - 1) / across);
      const toAcross = (<isize>g.width - 1 + <isize>g.padLeft - remainderX + across) / across;
      setAcross(fromAcross, toAcross, 1, padAcross, tapsAcross, apartAcross, <isize>g.outWidth);
      const first = dx + (remainderY - <isize>g.padTop) * dxRow + (remainderX - <isize>g.padLeft) * dxPlace;
      // From the last tap to the first, as places come in their order.
      const last = ((firstY + (tapsDown - 1) * everyY) * kernelWidth + firstX + (tapsAcross - 1) * everyX) * tap;
      for (let group: usize = 0; group < groups; group++) {
        const given = group * depth * size;
        const out = first + group * columns * size;
        windows<T>(
          out, dy + given, weight + last + given, -everyX * tap, -everyY * kernelWidth * tap, size, readPlace, from, to,
        );
      }
    }
  }
}

/** All places, by passes over as many filters as have room: tap (y, x) of a filter lies at weight + y · tapRow + x · tap. */
function windows<T extends number>(
  out: usize, image: usize, weight: usize, tap: usize, tapRow: usize, tapInner: usize, tapColumn: usize,
  from: usize, to: usize,
): void {
  const width = 2 * lanes<T>();
  setWindow<T>(apartY * readRow, apartX * readPlace, depth, tapsX);
  const segment = tapsX * depth * WIDTH;
  const rowsAtOnce = segment == 0 ? 1 : min<isize>(tapsY, PLACE_BYTES / segment);
  const panel = rowsAtOnce * segment;
  const panelsAtOnce = panel == 0 ? columns : max<usize>(1, PLACE_BYTES / panel);
  const step = panelsAtOnce * width;
  for (let c: usize = 0; c < columns; c += step) {
    const end = min(columns, c + step);
    let row: isize = 0;
    do {
      const rowEnd = min(tapsY, row + rowsAtOnce);
      const bias = rowEnd == tapsY ? biases : 0;
      let packed = place();
      for (let p = c; p < end; p += width) {
        for (let y = row; y < rowEnd; y++) {
          for (let x: isize = 0; x < tapsX; x++) {
            const first = weight + y * tapRow + x * tap + p * tapColumn;
            packColumns<T>(packed, first, tapInner, tapColumn, depth, min(width, end - p), width);
            packed += depth * WIDTH;
          }
        }
      }
      let n = from;
      for (; n + 4 <= to; n += 4) {
        packed = place();
        for (let p = c; p < end; p += width) {
          const added = bias == 0 ? 0 : bias + p * sizeof<T>();
          const to = out + n * writeExample + p * sizeof<T>();
          together<T>(to, image + n * readExample, packed, row, rowEnd, min(width, end - p), added);
          packed += panel;
        }
      }
      for (; n < to; n++) {
        packed = place();
        for (let p = c; p < end; p += width) {
          const added = bias == 0 ? 0 : bias + p * sizeof<T>();
          const to = out + n * writeExample + p * sizeof<T>();
          alone<T>(to, image + n * readExample, packed, row, rowEnd, min(width, end - p), added);
          packed += panel;
        }
      }
      row = rowEnd;
    } while (row < tapsY);
  }
}

/** One panel of filters on 4 examples, each place of them together. */
function together<T extends number>(
  out: usize, image: usize, filters: usize, row: isize, rowEnd: isize, count: usize, bias: usize,
): void {
  const isWhole = count == 2 * lanes<T>();
  const edge = corner();
  const added = bias == 0 ? 0 : wholeBias<T>(bias, count);
  for (let y = fromY; y < toY; y++) {
    const startY = y * strideY - padY;
    const firstY = max(row, firstTap(startY, apartY));
    const segments = max<isize>(0, min(rowEnd, lastTap(startY, tapsY, heightRead, apartY)) - firstY);
    const imageY = image + (startY + firstY * apartY) * readRow;
    const filtersY = filters + (firstY - row) * tapsX * depth * WIDTH;
    const outY = out + y * writeRow;
    for (let x = fromX; x < toX; x++) {
      const startX = x * strideX - padX;
      const firstX = firstTap(startX, apartX);
      const taps = lastTap(startX, tapsX, widthRead, apartX) - firstX;
      const to = outY + x * writePlace;
      const a = imageY + (startX + firstX * apartX) * readPlace;
      const b = filtersY + firstX * depth * WIDTH;
      if (isWhole) {
        sums4<T>(to, writeExample, a, readExample, b, segments, taps, row == 0, added);
      } else {
        const bytes = count * sizeof<T>();
        if (row > 0) for (let i: usize = 0; i < 4; i++) memory.copy(edge + i * WIDTH, to + i * writeExample, bytes);
        sums4<T>(edge, WIDTH, a, readExample, b, segments, taps, row == 0, added);
        for (let i: usize = 0; i < 4; i++) memory.copy(to + i * writeExample, edge + i * WIDTH, bytes);
      }
    }
  }
}

/** The same on one example: 4 places side by side where none of their windows is cut off, and one by one elsewhere. */
function alone<T extends number>(
  out: usize, image: usize, filters: usize, row: isize, rowEnd: isize, count: usize, bias: usize,
): void {
  const isWhole = count == 2 * lanes<T>();
  const edge = corner();
  const added = bias == 0 ? 0 : wholeBias<T>(bias, count);
  const bytes = count * sizeof<T>();
  for (let y = fromY; y < toY; y++) {
    const startY = y * strideY - padY;
    const firstY = max(row, firstTap(startY, apartY));
    const segments = max<isize>(0, min(rowEnd, lastTap(startY, tapsY, heightRead, apartY)) - firstY);
    const imageY = image + (startY + firstY * apartY) * readRow;
    const filtersY = filters + (firstY - row) * tapsX * depth * WIDTH;
    const outY = out + y * writeRow;
    for (let x = fromX; x < toX; x++) {
      const startX = x * strideX - padX;
      const firstX = firstTap(startX, apartX);
      const taps = lastTap(startX, tapsX, widthRead, apartX) - firstX;
      const to = outY + x * writePlace;
      const a = imageY + (startX + firstX * apartX) * readPlace;
      const b = filtersY + firstX * depth * WIDTH;
      if (isWhole && startX >= 0 && x + 4 <= toX && startX + 3 * strideX + (tapsX - 1) * apartX < widthRead) {
        sums4<T>(to, writePlace, a, strideX * readPlace, b, segments, taps, row == 0, added);
        x += 3;
      } else if (isWhole) {
        sums1<T>(to, a, b, segments, taps, row == 0, added);
      } else {
        if (row > 0) memory.copy(edge, to, bytes);
        sums1<T>(edge, a, b, segments, taps, row == 0, added);
        memory.copy(to, edge, bytes);
      }
    }
  }
}
