import type { Activation, NamedModule, PyTorchModule } from "@nn/core/component";
import type { Geometry } from "./geometry.js";
import { filtersFirst, rowsBehind, windowAttributes } from "./operators.js";

/** A convolution in PyTorch, which has the channels first. */
export function convolutionModules(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
  axes: number,
): PyTorchModule[] {
  const { channels, filters, dilationDown, dilationAcross, groups } = geometry;
  const dilation = [dilationDown, dilationAcross].slice(-axes);
  const [pads, window] = windowModules(geometry, 0, axes);
  const weight = { parameter: "weight", transpose: filtersFirst(axes) };
  const convolution: NamedModule = {
    module: `nn.Conv${axes}d`,
    given: [channels, filters],
    named: {
      ...window,
      ...(dilation.some((n) => n > 1) && { dilation }),
      ...(groups > 1 && { groups }),
      ...(!useBias && { bias: false }),
    },
    tensors: useBias ? { weight, bias: { parameter: "bias" } } : { weight },
    order: "channels first",
  };
  return [...pads, convolution, ...(activation === undefined ? [] : [{ activation }])];
}

/** A transposed convolution in PyTorch, where what lies over the edge by more on one side is cut off behind it. */
export function transposedModules(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
): PyTorchModule[] {
  const [pads, { padding, ...window }] = windowModules(geometry, 0, 2);
  const behind = rowsBehind(geometry);
  const weight = { parameter: "weight", transpose: filtersFirst(2) };
  const convolution: NamedModule = {
    module: "nn.ConvTranspose2d",
    given: [geometry.filters, geometry.channels],
    named: {
      ...window,
      ...(padding && { padding }),
      ...(behind.some((count) => count > 0) && { output_padding: behind }),
      ...(!useBias && { bias: false }),
    },
    tensors: useBias ? { weight, bias: { parameter: "bias" } } : { weight },
    order: "channels first",
  };
  // 0 − 0 is 0, where −0 is another kind of number in Python.
  const given = [aroundOf(geometry, 2).map((pad) => 0 - pad), 0];
  const cut = pads.map((): NamedModule => ({ module: "nn.ConstantPad2d", given, order: "channels first" }));
  return [convolution, ...cut, ...(activation === undefined ? [] : [{ activation }])];
}

/** Max pooling in PyTorch. @param axes - 2 of images, 1 of sequences. */
export function poolingModules(geometry: Geometry, axes = 2): PyTorchModule[] {
  const [pads, window] = windowModules(geometry, -Infinity, axes);
  return [...pads, { module: `nn.MaxPool${axes}d`, named: window, order: "channels first" }];
}

/** Average pooling in PyTorch, which takes the mean of the pixels on the image where the window goes over the edge by as much on both sides. */
export function averageModules(geometry: Geometry, axes = 2): PyTorchModule[] {
  const [pads, window] = windowModules(geometry, 0, axes);
  const order = "channels first";
  if (pads.length === 0) {
    return [{ module: `nn.AvgPool${axes}d`, named: { ...window, count_include_pad: false }, order }];
  }
  const { kernel_shape, strides } = windowAttributes(geometry, axes);
  const [module, what] = axes === 2 ? ["AveragesOnImage", "image"] : ["AveragesOnSequence", "sequence"];
  const given = [aroundOf(geometry, axes), kernel_shape, strides];
  return [{ module, given, source: averagesSource(module, what, axes), order }];
}

/** One number of each channel in PyTorch, whose module leaves the dimensions of an image. */
export function globalModules(module: string): PyTorchModule[] {
  return [{ module, given: [1], order: "channels first" }, { module: "nn.Flatten" }];
}

const averagesSource = (module: string, what: string, axes: number): string => `class ${module}(nn.Module):
    """Means of what windows see, without what lies around the ${what}."""

    def __init__(self, around, window, strides):
        super().__init__()
        self.around = around
        self.window = window
        self.strides = strides

    def means(self, x):
        padded = nn.functional.pad(x, self.around)
        return nn.functional.avg_pool${axes}d(padded, self.window, self.strides)

    def forward(self, x):
        return self.means(x) / self.means(x.new_ones((1, 1, *x.shape[2:])))`;

/** What a window is made with. Where it goes over the edge by more on one side, what lies there is put around the image first. */
function windowModules(
  geometry: Geometry,
  outside: number,
  axes: number,
): [pads: NamedModule[], window: Record<string, readonly number[]>] {
  const { kernel_shape, strides, pads } = windowAttributes(geometry, axes);
  const [before, behind] = [pads.slice(0, axes), pads.slice(axes)];
  const window = { kernel_size: kernel_shape, stride: strides };
  if (before.every((pad, axis) => pad === behind[axis])) {
    return [[], before.every((pad) => pad === 0) ? window : { ...window, padding: before }];
  }
  const given = [aroundOf(geometry, axes), outside];
  return [[{ module: `nn.ConstantPad${axes}d`, given, order: "channels first" }], window];
}

/** How far a window goes over the edges, in PyTorch's order: from the last dimension to the first. */
function aroundOf(geometry: Geometry, axes: number): number[] {
  const { pads } = windowAttributes(geometry, axes);
  return Array.from({ length: axes }, (_, i) => [pads[axes - 1 - i], pads[2 * axes - 1 - i]]).flat();
}
