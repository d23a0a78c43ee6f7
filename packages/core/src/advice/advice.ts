import {
  type Advice as AdviceOnNumbers,
  type Computation,
  type DataError,
  type FloatArray,
  type Graph,
  type Shape,
  advice as shared,
} from "@nn/numerics";
import type { Axes, OtherAxes } from "../contracts/mathematics/axes.js";
import type { DivergencePlace } from "../training/divergence-error.js";
import type { Remedy } from "./remedies.js";

/** A layer, as far as its axes go. */
export interface Shaping {
  readonly inputAxes?: Axes | undefined;
  readonly keepsLeadingAxes?: true;
  readonly keepsShape?: true;
  readonly otherAxes?: OtherAxes | undefined;
}

/** A layer in its place. */
export interface Placed {
  readonly label: string;
  readonly inputShape: Shape;
  readonly layer: Shaping;
}

/** A network's layers in their places, as far as their labels go. */
interface Labelled {
  readonly allPlaces: readonly { readonly label: string }[];
}

/** An optimizer, as far as its names go. */
export interface Remembering {
  readonly name: string;
  readonly slots: readonly string[];
  readonly scalars?: readonly string[];
  readonly shapes?: unknown;
}

/** What errors advise: those about numbers and options, and here those about networks and what they are made of. */
interface Advice extends AdviceOnNumbers {
  /** About something else than a component with these methods. */
  onComponent(given: unknown, methods: readonly string[]): string;
  /** Refuses the promise of a method that nothing awaits. */
  onReturned(where: string, returned: unknown): void;
  /** Refuses a loss and metrics that have no meaning for what the last layer gives. */
  onOutputs(stack: Labelled, figures: readonly { readonly name: string }[]): void;
  /** What a computation does. */
  graphFor(computation: Computation): Graph;
  /** About something else than a list of layers. */
  onLayers(given: unknown): string;
  /** About something else than a layer. */
  onLayer(given: unknown): string;
  /** About something else than a shape. */
  onShape(given: unknown): string;
  /** Refuses input axes that aren't a list of sizes and names. */
  onAxes(label: string, axes: unknown): void;
  /** What to do about a layer that takes another shape than the layers before it give, of which the last is the nearest. */
  onMisfit(takes: Axes, given: Shape, before: readonly Placed[], taker: Shaping): string;
  /** What to do about layers whose input isn't known. */
  onUnknownInput(layers: readonly Shaping[]): string;
  /** About something else than a number of an example, or than a list of them. */
  onNumber(given: unknown): string;
  /** About a row of another length than an example has. */
  onRow(values: unknown, size: number, axes: number, what: string): string;
  /** About something else than inputs and targets. */
  onData(given: unknown): string;
  /** What to do about what is always mended in the same way. */
  remedy(what: Remedy): string;
  /** What is wrong with the examples that steps are to be made on. */
  onRows(data: { readonly size: number }, rows: ArrayLike<unknown>, from: number, to: number): string;
  /** An error about an example of a batch, which {@link Advice.onExample} knows. */
  onSaying(example: number, say: (example: string) => string): DataError;
  /** An error about an example of a batch in the words of the data that it was taken from; `undefined` for any other. */
  onExample(error: unknown, data: string, numberOf: (example: number) => number): Error | undefined;
  /** What happened where training left the finite numbers. @param when - After which step. */
  onDivergence(place: DivergencePlace, when: string): string;
  /** The first layer whose output isn't finite; `undefined` if all are. */
  layerThatOverflowed(
    stack: Labelled,
    frames: readonly { readonly y: FloatArray }[],
    batch: number,
  ): string | undefined;
  /** The first number of a block that isn't finite. @param isBackwards - As seen from the loss. */
  numberThatOverflowed(
    stack: Labelled,
    block: FloatArray,
    isBackwards?: boolean,
  ): Pick<DivergencePlace, "layer" | "parameter" | "element">;
  /** What to do about a parameter that isn't finite, with all slots, parameters and gradients. */
  onOverflow(
    optimizer: string,
    slots: Readonly<Record<string, FloatArray>>,
    value: FloatArray,
    gradients: FloatArray,
  ): string;
  /** Refuses something else than a number or a function of the step. */
  onSchedule(learningRate: unknown): void;
  /** About what a schedule gives, where that is no rate. */
  onRate(given: unknown): string;
  /** Refuses an optimizer whose slots or scalars are no names. */
  onOptimizer(optimizer: Remembering): void;
  /** Refuses what an optimizer asks for a parameter where that aren't shapes, or are those of slots that it doesn't have. */
  onShapes(optimizer: Remembering, list: "slots" | "scratch", parameter: string, shapes: unknown): void;
  /** Refuses a loss or a metric that asks for what isn't a shape. */
  onFigures(figures: readonly unknown[], outputShape: Shape): void;
  /** Refuses what isn't metrics by name, and metrics with other targets than the loss. */
  onMetrics(loss: unknown, metrics: unknown, outputShape: Shape): void;
  /** Refuses something else than a class with these methods. */
  onMethods(type: unknown, methods: readonly string[], settings: readonly string[]): void;
  /** Refuses a component without functions. */
  onFunctions(component: unknown): void;
  /** Refuses what isn't a rule that can be run. */
  onRule(rule: unknown): void;
  /** Refuses an update by a rule of something that has none. */
  onUpdate(optimizer: unknown, frame: unknown): void;
  /**
   * Refuses a definition that isn't one, in the words of the function that takes it. Gives a copy of one that is, so that
   * what was looked at is what is used; one that was made into loops beforehand it gives as it is.
   */
  onDefinition<Definition>(where: string, definition: Definition, loop: unknown): Definition;
}

/** All advice, in one object with that of numerics. {@link giveAdvice} fills it in as soon as a program has the network of `@nn/core`. */
export const advice: Partial<Advice> = shared;

export function giveAdvice(given: Advice): void {
  Object.assign(advice, given);
}
