import type { Activation, NamedModule, PyTorchModule } from "@nn/core/component";
import type { Geometry } from "./geometry.js";
import { windowAttributes } from "./operators.js";

/** A convolution in PyTorch, which has the channels first. */
export function convolutionModules(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
): PyTorchModule[] {
  const { channels, filters } = geometry;
  const [pads, window] = windowModules(geometry, 0);
  const weight = { parameter: "weight", transpose: [3, 2, 0, 1] };
  const convolution: NamedModule = {
    module: "nn.Conv2d",
    given: [channels, filters],
    named: { ...window, ...(!useBias && { bias: false }) },
    tensors: useBias ? { weight, bias: { parameter: "bias" } } : { weight },
    order: "channels first",
  };
  return [...pads, convolution, ...(activation === undefined ? [] : [{ activation }])];
}

/** Max pooling in PyTorch. */
export function poolingModules(geometry: Geometry): PyTorchModule[] {
  const [pads, window] = windowModules(geometry, -Infinity);
  return [...pads, { module: "nn.MaxPool2d", named: window, order: "channels first" }];
}

/** What a window is made with. Where it goes over the edge by more on one side, what lies there is put around the image first. */
function windowModules(
  geometry: Geometry,
  outside: number,
): [pads: NamedModule[], window: Record<string, readonly number[]>] {
  const { kernel_shape, strides, pads } = windowAttributes(geometry);
  const [top, left, bottom, right] = pads as [number, number, number, number];
  const window = { kernel_size: kernel_shape, stride: strides };
  if (top === bottom && left === right) {
    return [[], top + left === 0 ? window : { ...window, padding: [top, left] }];
  }
  const around = [left, right, top, bottom];
  return [[{ module: "nn.ConstantPad2d", given: [around, outside], order: "channels first" }], window];
}
