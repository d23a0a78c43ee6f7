import type { Activation, Initializer } from "@nn/core/component";
import type { Padding, Pair } from "./windows/geometry.js";

/** What a convolution of any inputs may have. */
export interface ConvolutionOptions {
  /** What the weighted sums go through; nothing unless given. One that works on rows, as softmax does, takes the filters of one place as a row. */
  readonly activation?: Activation;
  /** The first weights; `glorotUniform` unless given. */
  readonly weightInitializer?: Initializer;
  /** The first biases; `zeros` unless given. */
  readonly biasInitializer?: Initializer;
  /** Whether there is a bias; `true` unless given. */
  readonly useBias?: boolean;
}

/** What all convolutions of images may have. */
export interface ImageConvolutionOptions extends ConvolutionOptions {
  /** The height and the width of the kernel, or one number for both. */
  readonly kernelSize: Pair;
  /** How far the kernel is moved at a time, down and across; 1 unless given. */
  readonly strides?: Pair;
  /**
   * `"valid"`, which it is unless given: the kernel stays on the image. `"same"`: it goes over the edges, so that with strides
   * of 1 the output is as high and wide as the input; what lies outside the image has no part in a sum.
   */
  readonly padding?: Padding;
}

/** What those may have whose kernels have gaps. */
export interface GappedConvolutionOptions extends ImageConvolutionOptions {
  /** How many pixels the taps of the kernel are apart, down and across; 1 unless given: side by side. */
  readonly dilation?: Pair;
}

/** How a `DepthwiseConv2D` is to be. */
export interface DepthwiseConv2DOptions extends GappedConvolutionOptions {
  /** How many filters each channel has; 1 unless given. */
  readonly multiplier?: number;
}

/** What a `DepthwiseConv2D` is made from. */
export interface DepthwiseConv2DSettings extends DepthwiseConv2DOptions {
  /** How many numbers a pixel of the input has. */
  readonly channels: number;
}

/** How a `SeparableConv2D` is to be. */
export interface SeparableConv2DOptions extends Omit<GappedConvolutionOptions, "weightInitializer"> {
  /** How many filters each channel has in the first part; 1 unless given. */
  readonly multiplier?: number;
  /** The first weights of the kernels that see one channel each; `glorotUniform` unless given. */
  readonly depthwiseInitializer?: Initializer;
  /** The first weights that mix the channels; `glorotUniform` unless given. */
  readonly pointwiseInitializer?: Initializer;
}

/** What a `SeparableConv2D` is made from. */
export interface SeparableConv2DSettings extends SeparableConv2DOptions {
  /** How many numbers a pixel of the input has. */
  readonly channels: number;
  /** How many filters there are in all. */
  readonly filters: number;
}

/** How a `Conv2D` is to be. */
export interface Conv2DOptions extends GappedConvolutionOptions {
  /** Into how many groups channels and filters are divided, each of which is a convolution for itself; 1 unless given. */
  readonly groups?: number;
}

/** What a `Conv2D` is made from. */
export interface Conv2DSettings extends Conv2DOptions {
  /** How many numbers a pixel of the input has. */
  readonly channels: number;
  /** How many filters there are. */
  readonly filters: number;
}

/** How a `Conv2DTranspose` is to be. */
export interface Conv2DTransposeOptions extends ImageConvolutionOptions {
  /** How far the places of neighbouring pixels are apart, down and across; 1 unless given. */
  readonly strides?: Pair;
  /**
   * `"valid"`, which it is unless given: the output holds all that the kernel reaches. `"same"`: it is as many times as high and wide
   * as the input as the strides say, and what the kernel reaches beyond that is left out.
   */
  readonly padding?: Padding;
}

/** What a `Conv2DTranspose` is made from. */
export interface Conv2DTransposeSettings extends Conv2DTransposeOptions {
  /** How many numbers a pixel of the input has. */
  readonly channels: number;
  /** How many filters there are. */
  readonly filters: number;
}

/** How a `Conv1D` is to be. */
export interface Conv1DOptions extends ConvolutionOptions {
  /** How many steps the kernel sees. */
  readonly kernelSize: number;
  /** How far the kernel is moved at a time; 1 unless given. */
  readonly strides?: number;
  /**
   * `"valid"`, which it is unless given: the kernel stays on the sequence. `"same"`: it goes over the ends, so that with strides
   * of 1 the output has as many steps as the input. `"causal"`: it goes over the beginning alone, so that no output depends on a
   * step behind its own. What lies outside the sequence has no part in a sum.
   */
  readonly padding?: Padding | "causal";
  /** How many steps the taps of the kernel are apart; 1 unless given: side by side. */
  readonly dilation?: number;
  /** Into how many groups features and filters are divided, each of which is a convolution for itself; 1 unless given. */
  readonly groups?: number;
}

/** What a `Conv1D` is made from. */
export interface Conv1DSettings extends Conv1DOptions {
  /** How many numbers a step of the input has. */
  readonly channels: number;
  /** How many filters there are. */
  readonly filters: number;
}
