import type { FloatArray, Kernels, Shape } from "@nn/numerics";
import type { Chance } from "../memory/chance.js";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Described } from "./formats/described.js";
import type { OperatorNode } from "./formats/operators.js";
import type { PyTorchModule } from "./formats/pytorch.js";
import type { Fans, Initializer } from "./initializer.js";
import type { Axes, OtherAxes } from "./mathematics/axes.js";
import type { Equations } from "./mathematics/equations.js";
import type { OutputRange } from "./mathematics/range.js";
import type { ParameterRole } from "./parameter-role.js";
import type { RandomStream } from "./random-stream.js";

/** What a layer says about a parameter before there is memory for it. */
export interface ParameterSpec extends Fans {
  /** Its dimensions; the numbers are row-major: `[inputs, units]` for the weights of a dense layer. */
  readonly shape: Shape;
  /** What draws its first values when the network is built. */
  readonly initializer: Initializer;
  /** What it is for, as rules treat weights and biases differently; `"weight"` unless given. */
  readonly role?: ParameterRole;
  /** Whether trainings move it; `true` unless given. */
  readonly trainable?: boolean;
}

/**
 * A layer's own arrays in a forward pass, by name. Arrays that go by example (`x`, `y`, `saved`) hold `batch` examples,
 * the first ones of a buffer that may hold more.
 *
 * They lie in the backend's memory, which they share with other networks. What is to be kept, sent or cloned is copied
 * first, `x.slice(0, batch * inputSize)`: `structuredClone` and `postMessage` of an array itself copy the whole memory, a
 * gigabyte.
 *
 * @typeParam P - The names of the layer's parameters.
 * @typeParam S - The names of the arrays it keeps for itself.
 * @typeParam N - The names of what it remembers from step to step.
 * @typeParam B - The names of its branches.
 * @typeParam T - What it prepares.
 */
export interface Frame<
  P extends string = string,
  S extends string = string,
  N extends string = string,
  B extends string = string,
  T = unknown,
> {
  /** The backend's matrix products and sums. */
  readonly kernels: Kernels;
  /** How many examples this pass is about. */
  readonly batch: number;
  /** The shape of one example of `x`. */
  readonly inputShape: Shape;
  /** The shape of one example of `y`. */
  readonly outputShape: Shape;
  /** How many numbers one example of `x` has. */
  readonly inputSize: number;
  /** How many numbers one example of `y` has. */
  readonly outputSize: number;
  /** The layer's input: read only. */
  readonly x: FloatArray;
  /** The layer's output: forward writes it, backward may read it. */
  readonly y: FloatArray;
  /** The parameters' values: read only. */
  readonly parameters: Readonly<Record<P, FloatArray>>;
  /** What `saved` and `savedPerBatch` asked for: kept from forward to backward, and free to use in both. */
  readonly saved: Readonly<Record<S, FloatArray>>;
  /**
   * What `scratch` asked for: free to use within one pass of a training. It holds anything when a pass begins, and has no
   * numbers where only predictions are made.
   */
  readonly scratch: Readonly<Record<string, FloatArray>>;
  /** What `state` asked for. Forward of a training writes it; predictions only read it. */
  readonly state: Readonly<Record<N, FloatArray>>;
  /**
   * Whether the pass is part of a training, and not of a prediction, an evaluation or an explanation, and not of a training
   * that leaves all that the layer has learnt. It is the same for all passes on one frame.
   */
  readonly training: boolean;
  /** Random numbers for a training: the same in forward and backward of one step. */
  readonly random: RandomStream;
  /** The stacks of layers that `branches` asked for, with their own arrays. */
  readonly branches: Readonly<Record<B, Branch>>;
  /** What `prepare` gave for this batch. */
  readonly prepared: T;
}

/** A stack of layers within a layer. Its input is the layer's own `x`. */
export interface Branch {
  /** What `forward` leaves: read only. */
  readonly y: FloatArray;
  /** ∂L/∂y, to be written before `backward`. */
  readonly dy: FloatArray;
  /** What `backward` leaves: the branch's part of ∂L/∂x, read only; `null` where the layer's own `dx` is. */
  readonly dx: FloatArray | null;
  /** What each of its layers works on, from the first to the last. */
  readonly frames: readonly Frame[];
  /** The forward pass through its layers. */
  forward(): void;
  /** The backward pass through them; it adds to the gradients of their parameters. */
  backward(): void;
}

/** A layer's own arrays in a backward pass: those of the forward pass as it left them, and the gradients. */
export interface TrainFrame<
  P extends string = string,
  S extends string = string,
  N extends string = string,
  B extends string = string,
  T = unknown,
> extends Frame<P, S, N, B, T> {
  /** ∂L/∂y: read only. */
  readonly dy: FloatArray;
  /** ∂L/∂x, to be written, every element of the batch; `null` where it isn't needed, as in the first layer. */
  readonly dx: FloatArray | null;
  /** ∂L/∂parameter, to be **added** to: the workspace sets them to zero before each step. */
  readonly gradients: Readonly<Record<P, FloatArray>>;
}

/** What a layer brings along for its passes, so that pages without such a layer don't carry it. */
export interface LayerEquipment {
  /** Random numbers in a training. See {@link chance}. */
  readonly chance?: Chance;
}

/**
 * One place in a stack: a description with two passes that mirror each other. A layer holds its settings and no arrays,
 * so one instance may stand in many networks, and in one network many times.
 *
 * Both passes allocate nothing and return nothing. Neither divides by the batch: only the loss does.
 *
 * `docs/adding-a-component.md` builds one from start to end.
 *
 * @typeParam P - The names of its parameters; `never` for a layer without any.
 * @typeParam S - The names of the arrays it keeps from forward to backward.
 * @typeParam N - The names of what it remembers from step to step.
 * @typeParam B - The names of its branches.
 * @typeParam T - What it prepares.
 */
export interface Layer<
  P extends string = string,
  S extends string = string,
  N extends string = string,
  B extends string = string,
  T = unknown,
> extends Described {
  /** As `summary()` and error messages show it: `"Dense(2 → 2, sigmoid)"`. */
  readonly name: string;
  /** The shape of one input example, where the layer knows it by itself, as `Dense(2, 2)` does. */
  readonly inputShape?: Shape;
  /**
   * Its axes, where the layer knows how many there are and not all of their sizes: `["height", "width", 3]`. Other inputs are
   * refused when a network is built.
   */
  readonly inputAxes?: Axes | undefined;
  /**
   * `true` for a layer that also takes lists of such inputs, [steps, 3] where its `inputShape` is [3], and lists of those. Its
   * output has the same axes in front, and all that it is asked for a shape is asked with them.
   */
  readonly keepsLeadingAxes?: true;
  /** `true` for a layer whose output has its input's shape whatever that is, so that the compiler can look through it. */
  readonly keepsShape?: true;
  /**
   * How its output may have another number of axes. It is said where the layer behind it takes that number of them, by the
   * compiler as well if the type of this is literal.
   */
  readonly otherAxes?: OtherAxes | undefined;
  /**
   * Where its outputs lie: its activation's `range`, if that is what comes last. It is compared with what a loss or a
   * metric is made for; one that says nothing suits them all.
   */
  readonly outputRange?: OutputRange | undefined;
  /**
   * Of a layer that takes whole numbers, such as those of words: how many there are, from 0 on. Nothing flows back through it,
   * so it stands first.
   */
  readonly indexCount?: number;
  /**
   * For a layer that takes means over the examples of a batch in a training: how many numbers of one example go into each
   * mean. Where it is 1, the mean over a batch of a single example is that example's own number, and a training warns.
   */
  numbersPerMean?(input: Shape): number;
  /**
   * Says that its passes call kernels alone: such a layer is recorded, and so faster. See {@link KernelsOnly}.
   */
  readonly kernelsOnly?: KernelsOnly;
  /**
   * What its passes need beside arrays and kernels. The network of `@nn/core` has all of it for every layer; that of
   * `@nn/core/plain` has what its layers bring along.
   */
  readonly equipment?: LayerEquipment;
  /**
   * Which of its settings say only how its first parameters are drawn, such as initializers: a training that goes on from a
   * state may have others.
   */
  readonly drawingSettings?: readonly string[];
  /**
   * The shape of one output example.
   *
   * @param branches - Those of its branches' outputs, by their names.
   * @throws ShapeError for an input that the layer can't take.
   */
  outputShape(input: Shape, branches?: Readonly<Record<B, Shape>>): Shape;
  /** The parameters, in the order in which they are drawn and shown. */
  parameters(input: Shape): Readonly<Partial<Record<P, ParameterSpec>>>;
  /** The arrays that forward keeps for backward, by their shape per example. */
  saved(input: Shape): Readonly<Partial<Record<S, Shape>>>;
  /** More of these, of which there is one for the whole batch, such as the mean of all its examples: by their shape. */
  savedPerBatch?(input: Shape): Readonly<Partial<Record<S, Shape>>>;
  /** Arrays for intermediate results of a training, by their shape per example. All layers use the same memory. */
  scratch?(input: Shape): Readonly<Record<string, Shape>>;
  /**
   * What it remembers from step to step, and no optimizer moves, such as running means: saved with the parameters. A
   * step that isn't finished leaves it as it was, and so does a training that freezes all the layer's parameters.
   */
  state?(input: Shape): Readonly<Record<N, ParameterSpec>>;
  /** Stacks of layers within this one, each of which reads this layer's input. The passes run them by their frame. */
  branches?(input: Shape): Readonly<Record<B, readonly Layer[]>>;
  /**
   * Made once for each size of a batch, for both passes: views on parts of arrays. Handed over as `prepared`.
   *
   * @param frame - With its `batch`.
   */
  prepare?(frame: TrainFrame<P, S, N, B>): T;
  /** Reads `x` and `parameters`; writes `y` and `saved`. */
  forward(frame: Frame<P, S, N, B, T>): void;
  /** Reads `dy` and what forward left; writes `dx` unless it is `null`, and adds to `gradients`. */
  backward(frame: TrainFrame<P, S, N, B, T>): void;
  /**
   * What forward does with one example in a prediction, from one list of numbers to the next, as data: explanations have
   * their formulas from it, and explain a layer without it in numbers. `Dense` says weighted sums, then an activation.
   */
  equations?(input: Shape): readonly Equations[];
  /**
   * The same in operators of the ONNX standard, for files that other systems read. A layer whose `equations` are a matrix,
   * sums, activations and formulas needs none, unless there is an operator for the whole: `Conv2D` says `Conv`.
   *
   * @throws OptionError for settings that no operator knows.
   */
  operators?(input: Shape): readonly OperatorNode[];
  /**
   * The same in modules of PyTorch, with its numbers as tensors there. A layer with `equations` needs none, unless PyTorch has
   * a module for the whole, and where it gives `undefined`: `Conv2D` says `nn.Conv2d`.
   */
  pytorch?(input: Shape): readonly PyTorchModule[] | undefined;
}
