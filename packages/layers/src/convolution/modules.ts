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

/** Average pooling in PyTorch, which takes the mean of the pixels on the image where the window goes over the edge by as much on both sides. */
export function averageModules(geometry: Geometry): PyTorchModule[] {
  const [pads, window] = windowModules(geometry, 0);
  const order = "channels first";
  if (pads.length === 0) return [{ module: "nn.AvgPool2d", named: { ...window, count_include_pad: false }, order }];
  const { kernel_shape, strides, pads: around } = windowAttributes(geometry);
  const [top, left, bottom, right] = around as [number, number, number, number];
  const given = [[left, right, top, bottom], kernel_shape, strides];
  return [{ module: "AveragesOnImage", given, source: AVERAGES, order }];
}

/** One number of each channel in PyTorch, whose module leaves the dimensions of an image. */
export function globalModules(module: string): PyTorchModule[] {
  return [{ module, given: [1], order: "channels first" }, { module: "nn.Flatten" }];
}

const AVERAGES = `class AveragesOnImage(nn.Module):
    """Means of the pixels that windows see, without what lies around the image."""

    def __init__(self, around, window, strides):
        super().__init__()
        self.around = around
        self.window = window
        self.strides = strides

    def means(self, x):
        padded = nn.functional.pad(x, self.around)
        return nn.functional.avg_pool2d(padded, self.window, self.strides)

    def forward(self, x):
        return self.means(x) / self.means(x.new_ones((1, 1, *x.shape[2:])))`;

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
