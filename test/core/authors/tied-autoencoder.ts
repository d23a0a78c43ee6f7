import {
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type ParameterSpec,
  type Shape,
  type TrainFrame,
} from "@nn/core/component";
import { glorotUniform, tanh, zeros } from "@nn/layers";

type Parameter = "weight" | "bias" | "outputBias";
type Saved = "z" | "h" | "dh" | "dz";

/**
 * An autoencoder with tied weights: what encodes an example, transposed, decodes it. One parameter is used at two places, so its
 * gradient is the sum of both, and it is saved once.
 *
 *     h = tanh(x·W + b)
 *     y = h·Wᵀ + c
 */
export class TiedAutoencoder implements Layer<Parameter, Saved> {
  readonly name: string;
  readonly inputShape: readonly [number];
  readonly units: number;

  constructor(inputs: number, units: number) {
    this.inputShape = [inputs];
    this.units = units;
    this.name = `TiedAutoencoder(${inputs} → ${units} → ${inputs})`;
  }

  get kind(): string {
    return "TiedAutoencoder";
  }

  settings(): { readonly inputs: number; readonly units: number } {
    return { inputs: this.inputShape[0], units: this.units };
  }

  static from({ inputs, units }: { readonly inputs: number; readonly units: number }): TiedAutoencoder {
    return new TiedAutoencoder(inputs, units);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(): readonly [number] {
    return this.inputShape;
  }

  parameters(): Record<Parameter, ParameterSpec> {
    const [inputs] = this.inputShape;
    const fans = { fanIn: inputs, fanOut: this.units };
    return {
      weight: { shape: [inputs, this.units], initializer: glorotUniform, ...fans },
      bias: { shape: [this.units], initializer: zeros, role: "bias", ...fans },
      outputBias: { shape: [inputs], initializer: zeros, role: "bias", ...fans },
    };
  }

  saved(): Record<Saved, Shape> {
    const shape = [this.units];
    return { z: shape, h: shape, dh: shape, dz: shape };
  }

  forward({ kernels, batch, inputSize, x, y, parameters, saved }: Frame<Parameter, Saved>): void {
    const { weight, bias, outputBias } = parameters;
    kernels.matmul(saved.z, x, weight, batch, inputSize, this.units);
    kernels.addRow(saved.z, bias, batch, this.units);
    tanh.forward(kernels, saved.h, saved.z, batch, this.units);
    kernels.matmulTransposed(y, saved.h, weight, batch, this.units, inputSize);
    kernels.addRow(y, outputBias, batch, inputSize);
  }

  backward(frame: TrainFrame<Parameter, Saved>): void {
    const { kernels, batch, inputSize, x, dx, dy, parameters, gradients, saved } = frame;
    const { weight } = parameters;
    kernels.addColumnSums(gradients.outputBias, dy, batch, inputSize);
    // Its share as the decoder, and then as the encoder.
    kernels.addOuter(gradients.weight, dy, saved.h, inputSize, batch, this.units);
    kernels.matmul(saved.dh, dy, weight, batch, inputSize, this.units);
    tanh.backward(kernels, saved.dz, saved.dh, saved.z, saved.h, batch, this.units);
    kernels.addOuter(gradients.weight, x, saved.dz, inputSize, batch, this.units);
    kernels.addColumnSums(gradients.bias, saved.dz, batch, this.units);
    if (dx) kernels.matmulTransposed(dx, saved.dz, weight, batch, this.units, inputSize);
  }
}

const METHODS = methodsOf(TiedAutoencoder, ["forward", "backward"]);
