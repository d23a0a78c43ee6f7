import { DataError, type Shape } from "@nn/core/component";
import { Conv2D, identity, MaxPooling2D } from "@nn/layers";
import { listed } from "../../checked.js";
import type { Config } from "../config.js";
import type { ReadLayer } from "../read-layer.js";

export function readConv2D(config: Config, input: Shape): ReadLayer {
  const channels = channelsOf(config, input);
  const [filters, kernelSize, useBias] = [
    config.count("filters"),
    config.pair("kernel_size"),
    config.flag("use_bias", true),
  ];
  const strides = config.get("strides") === undefined ? 1 : config.pair("strides");
  const dilation = config.get("dilation_rate") === undefined ? 1 : config.pair("dilation_rate");
  const groups = config.get("groups") === undefined ? 1 : config.count("groups");
  if (channels % groups !== 0 || filters % groups !== 0) {
    throw new DataError(
      `${config.what}: ${groups} groups can't be made of ${channels} channels and ${filters} filters.`,
    );
  }
  const activation = config.activation();
  const options = { kernelSize, strides, padding: config.padding(), dilation, groups, useBias };
  const layer = new Conv2D(channels, filters, activation === identity ? options : { ...options, activation });
  const kernel = { name: "kernel", shape: [...kernelSize, channels / groups, filters], parameter: "weight" };
  const bias = { name: "bias", shape: [filters], parameter: "bias" };
  return { layer, uses: useBias ? [kernel, bias] : [kernel] };
}

export function readMaxPooling2D(config: Config, input: Shape): ReadLayer {
  channelsOf(config, input);
  const poolSize = config.pair("pool_size");
  const given = config.get("strides");
  const strides = given === undefined || given === null ? poolSize : config.pair("strides");
  return { layer: new MaxPooling2D(poolSize, { strides, padding: config.padding() }) };
}

function channelsOf(config: Config, input: Shape): number {
  config.only("data_format", "channels_last");
  if (input.length === 3) return input[2]!;
  throw new DataError(`${config.what} takes images [height, width, channels], but is given ${listed(input)}.`);
}
