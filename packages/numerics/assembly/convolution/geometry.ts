/** What a kernel is told beside its arrays, in doubles: `numbersOf` in packages/layers/src/convolution/windows/geometry.ts writes them. */
@unmanaged
export class Geometry {
  /** How many bytes a number takes. */
  size: f64;
  batch: f64;
  /** Which of the kernels it is. */
  kernel: f64;
  height: f64;
  width: f64;
  channels: f64;
  kernelHeight: f64;
  kernelWidth: f64;
  filters: f64;
  strideDown: f64;
  strideAcross: f64;
  padTop: f64;
  padLeft: f64;
  outHeight: f64;
  outWidth: f64;
  /** How many pixels the taps of the kernel are apart. */
  dilationDown: f64;
  dilationAcross: f64;
  /** How many groups the channels and the filters are in. */
  groups: f64;
  /** Whether the biases are given behind the weights. */
  isBiased: f64;
}
