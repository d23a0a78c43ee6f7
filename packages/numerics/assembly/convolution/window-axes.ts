// What both axes are like: places from `from` to `to`, each with a window of `taps`, so far `apart`, that begins at
// stride · place - pad, over a length that is read.

export let fromY: isize = 0;
export let toY: isize = 0;
export let strideY: isize = 0;
export let padY: isize = 0;
export let tapsY: isize = 0;
export let apartY: isize = 0;
export let heightRead: isize = 0;
export let fromX: isize = 0;
export let toX: isize = 0;
export let strideX: isize = 0;
export let padX: isize = 0;
export let tapsX: isize = 0;
export let apartX: isize = 0;
export let widthRead: isize = 0;

export function setDown(
  from: isize, to: isize, stride: isize, pad: isize, taps: isize, apart: isize, length: isize,
): void {
  fromY = from;
  toY = to;
  strideY = stride;
  padY = pad;
  tapsY = taps;
  apartY = apart;
  heightRead = length;
}

export function setAcross(
  from: isize, to: isize, stride: isize, pad: isize, taps: isize, apart: isize, length: isize,
): void {
  fromX = from;
  toX = to;
  strideX = stride;
  padX = pad;
  tapsX = taps;
  apartX = apart;
  widthRead = length;
}
