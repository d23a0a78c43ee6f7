import type { Activation, Layer, Shape } from "@nn/core/component";
import { Conv1D, Conv2D, Dense, identity, Residual } from "@nn/layers";
import type { Constant } from "./constant.js";
import type { NodePlace } from "./place.js";

/** The layers up to a value, the last one first. */
export interface Chain {
  readonly before: Chain | undefined;
  /** What one example is after it. */
  readonly shape: Shape;
  /** The layer with what its sums go through, where it has that; missing at the network's input. */
  readonly make?: (activation: Activation | undefined) => Layer;
  /** Whether it is still without an activation, and what it gives: one row, or one at each place. */
  readonly open?: "row" | "places";
  /** An activation alone. */
  readonly activation?: Activation;
  /** Whether it is a `Reshape`. */
  readonly reshapes?: true;
  /** The layer with numbers that the operator behind it has, where those may be its own. */
  readonly with?: (node: NodePlace, numbers: Constant) => Chain | undefined;
  /** Its numbers, by its own names. */
  readonly numbers: Readonly<Record<string, ArrayLike<number>>>;
  /** How many layers lie in one another. */
  readonly depth: number;
}

/** What flows through a file: numbers after some layers, and how they lie there. */
export interface Flow {
  readonly chain: Chain;
  /** Which dimension of ours each dimension in the file is: 0 that of the examples, −1 none. */
  readonly axes: readonly number[];
  /** Whether all but the examples are one dimension in the file. */
  readonly isFlat: boolean;
  /** Where its numbers lie here, where a flat list in the file has another order than that of a layer before it. */
  readonly order?: readonly number[];
  /** A formula of z, the chain's numbers, that is still to be an activation. */
  readonly formula?: string;
  /** Earlier flows of the same chain that the formula goes through, the last one first, with what it is of each as z. */
  readonly through?: readonly Through[];
}

/** What attention computes of pairs of time steps, between its two products: [examples, heads, steps, steps] in the file. */
export interface Scores {
  readonly query: Chain;
  readonly key: Chain;
  readonly are: "products" | "scaled" | "masked" | "shares" | "shares of the past";
}

/** What a formula is of an earlier one. */
export interface Through {
  readonly flow: Flow;
  readonly formula: string;
}

/** Where the numbers of an example lie here, in the order in which they lie in the file. */
export function orderOf({ chain: { shape }, axes, order: own }: Flow): readonly number[] {
  return own ?? orderBy(shape, axes);
}

function orderBy(shape: Shape, axes: readonly number[]): number[] {
  const own = axes.filter((axis) => axis > 0).map((axis) => axis - 1);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  let order = [0];
  for (const axis of own) {
    const [size, stride] = [shape[axis]!, strides[axis]!];
    order = order.flatMap((from) => Array.from({ length: size }, (_, i) => from + i * stride));
  }
  return order;
}

/** Whether numbers lie in the file as here. */
export function isStraight({ axes }: Flow): boolean {
  const own = axes.filter((axis) => axis >= 0);
  return own.every((axis, i) => axis === i);
}

/** With the numbers of the operator behind it as those of its last layer, where that has room for them. */
export function completed(node: NodePlace, flow: Flow, numbers: Constant): Flow | undefined {
  const isWhole = !flow.isFlat && flow.order === undefined && flow.formula === undefined && isStraight(flow);
  const chain = isWhole ? flow.chain.with?.(node, numbers) : undefined;
  return chain && { ...flow, chain };
}

/** The dimensions in the file; −1 is that of the examples. */
export function dimensionsOf({ chain: { shape }, axes, isFlat }: Flow): number[] {
  if (isFlat) return [-1, shape.reduce((product, size) => product * size, 1)];
  return axes.map((axis) => (axis === 0 ? -1 : axis < 0 ? 1 : shape[axis - 1]!));
}

/** What a chain is as layers, with all numbers by the network's names. */
export interface Layers {
  readonly layers: readonly Layer[];
  readonly numbers: Readonly<Record<string, ArrayLike<number>>>;
}

/** The layers of a chain after an earlier one. An activation becomes that of the layer before it. */
export function layersOf(last: Chain, after?: Chain): Layers {
  const links: Chain[] = [];
  for (let link: Chain | undefined = last; link !== after && link?.make !== undefined; link = link.before) {
    links.unshift(link);
  }
  const layers: Layer[] = [];
  const numbers: Record<string, ArrayLike<number>> = {};
  for (let i = 0; i < links.length; i++) {
    const link = links[i]!;
    const next = link.open === undefined ? undefined : links[i + 1]?.activation;
    for (const [name, values] of Object.entries(link.numbers)) numbers[`${layers.length}.${name}`] = values;
    layers.push(link.make!(next));
    if (next !== undefined) i++;
  }
  return { layers, numbers };
}

/** The layers between two values, added to the first of them. */
export function residual(from: Chain, to: Chain): Chain {
  const { layers, numbers } = layersOf(to, from);
  const own = Object.entries(numbers).map(([name, values]) => [`body.${name}`, values] as const);
  return {
    ...{ before: from, shape: from.shape, numbers: Object.fromEntries(own) },
    make: () => new Residual(layers),
    depth: Math.max(from.depth, to.depth + 1),
  };
}

/** A dense layer of these sizes. */
export const denseOf =
  (inputs: number, units: number, useBias: boolean) =>
  (activation: Activation | undefined): Layer =>
    new Dense(inputs, units, { activation: activation ?? identity, useBias });

/** A window along each axis of an image, or along the steps of a sequence. */
export interface ReadWindow {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  /** `"causal"` of sequences alone. */
  readonly padding: "valid" | "same" | "causal";
  /** How far the taps are apart. */
  readonly dilation: readonly number[];
}

/** A convolution of these sizes. */
export const convolutionOf =
  (channels: number, filters: number, window: ReadWindow & { readonly groups: number }, useBias: boolean) =>
  (activation: Activation | undefined): Layer => {
    const { kernelSize, strides, padding, dilation, groups } = window;
    const options = { useBias, groups, ...(activation && { activation }) };
    if (kernelSize.length === 1) {
      const steps = { kernelSize: kernelSize[0]!, strides: strides[0]!, padding, dilation: dilation[0]! };
      return new Conv1D(channels, filters, { ...steps, ...options });
    }
    const images = { kernelSize, strides, padding, dilation } as ConstructorParameters<typeof Conv2D>[2];
    return new Conv2D(channels, filters, { ...images, ...options });
  };
