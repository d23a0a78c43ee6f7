// One axis of a convolution: which taps of the kernel meet the image at each place.

/** The first tap that lies on the image where the kernel begins at `start`, which may be before the image; `apart` is from tap to tap. */
@inline
export function firstTap(start: isize, apart: isize): isize {
  return start >= 0 ? 0 : apart == 1 ? -start : (apart - 1 - start) / apart;
}

/** The end of the taps that do, of `taps` in all, on an image of `length`. */
@inline
export function lastTap(start: isize, taps: isize, length: isize, apart: isize): isize {
  return max(firstTap(start, apart), min(taps, apart == 1 ? length - start : (length - start + apart - 1) / apart));
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

/** The first tap whose distance from the first one leaves a remainder, divided by the stride; the end of them if none does. */
export function firstWithRemainder(remainder: isize, stride: isize, apart: isize, taps: isize): isize {
  for (let tap: isize = 0; tap < taps; tap++) if ((tap * apart) % stride == remainder) return tap;
  return taps;
}

/** By Euclid's algorithm. Of a stride and a dilation it says how many taps on the same remainder comes again. */
export function greatestCommonDivisor(a: isize, b: isize): isize {
  return b == 0 ? a : greatestCommonDivisor(b, a % b);
}
