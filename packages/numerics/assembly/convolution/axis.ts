// One axis of a convolution: which taps of the kernel meet the image at each place.

/** The first tap that lies on the image where the kernel begins at `start`, which may be before the image. */
@inline
export function firstTap(start: isize): isize {
  return start < 0 ? -start : 0;
}

/** The end of the taps that do, of `taps` in all, on an image of `length`. */
@inline
export function lastTap(start: isize, taps: isize, length: isize): isize {
  return max(firstTap(start), min(taps, length - start));
}

/** The first of the places, `stride` apart from -pad on, whose tap `tap` lies on the image. */
@inline
export function firstPlace(tap: isize, stride: isize, pad: isize): isize {
  return tap >= pad ? 0 : (pad - tap + stride - 1) / stride;
}

/** The end of the places that do, of `places` in all. */
@inline
export function lastPlace(tap: isize, stride: isize, pad: isize, length: isize, places: isize): isize {
  const room = length - 1 + pad - tap;
  return room < 0 ? 0 : min(places, room / stride + 1);
}
