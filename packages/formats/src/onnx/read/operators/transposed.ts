import { Conv2DTranspose, type Padding, type Pair } from "@nn/layers";
import { turned } from "../constant.js";
import type { NodePlace } from "../place.js";
import { biasOf } from "./bias.js";
import { behind, type ReadLayer } from "./read-layer.js";

/** A window as the operator has it, whose output is as large as that of a padding here. */
interface Sides {
  readonly padding: Padding;
  readonly pads: readonly number[];
  readonly behind: readonly number[];
}

/** Both of them. */
function sidesOf(kernel: readonly number[], strides: readonly number[]): Sides[] {
  const over = kernel.map((taps, axis) => Math.max(0, taps - strides[axis]!));
  const rest = kernel.map((taps, axis) => Math.max(0, strides[axis]! - taps));
  const before = over.map((all) => Math.floor(all / 2));
  const same = [...before, ...over.map((all, axis) => all - before[axis]!)];
  return [
    { padding: "valid", pads: [0, 0, 0, 0], behind: rest },
    { padding: "same", pads: same, behind: rest },
  ];
}

/** What `ConvTranspose` does of images. */
export const transposedConvolution: ReadLayer = (node: NodePlace, x, [weight, bias]) => {
  const { shape } = x.chain;
  const isOfImages = !x.isFlat && shape.length === 3 && x.axes.join() === "0,3,1,2" && weight?.shape.length === 4;
  node.expect(isOfImages, "it takes images whose channels come first, [examples, channels, height, width].");
  node.expect(node.integer("group", 1) === 1, "groups aren't known.");
  const isDense = (node.integers("dilations") ?? [1]).every((n) => n === 1);
  node.expect(isDense, "dilations other than 1 aren't known.");
  const isPlain = node.text("auto_pad", "NOTSET") === "NOTSET" && node.integers("output_shape") === undefined;
  node.expect(isPlain, "auto_pad and output_shape aren't known: write pads and output_padding.");
  const [channels, filters, ...kernel] = weight!.shape as [number, number, number, number];
  const strides = node.integers("strides") ?? [1, 1];
  node.expect(
    strides.length === 2 && [...strides, ...kernel, filters].every((n) => n > 0),
    "its strides and the sizes of its weights must be above 0.",
  );
  node.expect(channels === shape[2], `its weights are for ${channels} channels, but ${shape[2]} come.`);
  const pads = node.integers("pads") ?? [0, 0, 0, 0];
  const rest = node.integers("output_padding") ?? [0, 0];
  const found = sidesOf(kernel, strides).find(
    (one) => one.pads.join() === pads.join() && one.behind.join() === rest.join(),
  );
  node.expect(
    found !== undefined,
    `pads of [${pads.slice(0, 8).join(", ")}] and an output_padding of [${rest.slice(0, 8).join(", ")}] are neither those of "valid" nor of "same".`,
  );
  const { padding } = found!;
  const over = kernel.map((taps, axis) => (padding === "valid" ? Math.max(0, taps - strides[axis]!) : 0));
  const sizes = over.map((more, axis) => shape[axis]! * strides[axis]! + more);
  const numbers = {
    weight: turned(weight!, [2, 3, 1, 0]).values,
    ...(bias && { bias: biasOf(node, bias, filters) }),
  };
  const options = {
    kernelSize: kernel as unknown as Pair,
    strides: strides as unknown as Pair,
    padding,
    useBias: bias !== undefined,
  };
  return [
    behind(x, {
      shape: [...sizes, filters],
      make: (activation) =>
        new Conv2DTranspose(channels, filters, activation === undefined ? options : { ...options, activation }),
      open: "places",
      numbers,
    }),
  ];
};
