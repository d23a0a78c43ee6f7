import type { Shape } from "@nn/core/component";
import { Activate, Dense, Dropout, Flatten, relu, softmax } from "@nn/layers";
import type { Config } from "../config.js";
import type { ReadLayer } from "../read-layer.js";

export function readDense(config: Config, input: Shape): ReadLayer {
  const inputs = input.at(-1)!;
  const [units, useBias] = [config.count("units"), config.flag("use_bias", true)];
  const kernel = { name: "kernel", shape: [inputs, units], parameter: "weight" };
  const bias = { name: "bias", shape: [units], parameter: "bias" };
  const layer = new Dense(inputs, units, { activation: config.activation(), useBias });
  return { layer, uses: useBias ? [kernel, bias] : [kernel] };
}

export function readActivation(config: Config): ReadLayer {
  return { layer: new Activate(config.activation()) };
}

export function readRelu(config: Config): ReadLayer {
  config.only("max_value", null);
  config.only("negative_slope", 0, null);
  config.only("threshold", 0, null);
  return { layer: new Activate(relu) };
}

export function readSoftmax(config: Config, input: Shape): ReadLayer {
  // The first axis is that of the examples.
  config.only("axis", -1, input.length);
  return { layer: new Activate(softmax) };
}

export function readDropout(config: Config): ReadLayer {
  config.only("noise_shape", null);
  return { layer: new Dropout(config.number("rate", 0.5)) };
}

export function readFlatten(config: Config): ReadLayer {
  config.only("data_format", "channels_last");
  return { layer: new Flatten() };
}
