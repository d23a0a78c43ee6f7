import type { Kernels, Program, Recorder } from "./backend.js";
import type { FloatArray } from "./dtype.js";
import { OptionError, ShapeError } from "./errors.js";
import { LayerFrame } from "./frame.js";
import { homeOf, worksIn } from "./home.js";
import type { Frame } from "./layer.js";
import type { LayersWatch } from "./layers-watch.js";
import { checkNetwork, type Network } from "./network.js";
import { positiveInteger, show } from "./options.js";
import { allocateParameters, type ParameterArrays } from "./parameters.js";
import { Passes } from "./passes.js";
import { allocateFor, type Purpose } from "./room.js";
import { type Shape, sizeOf } from "./shape.js";
import type { Stack } from "./stack.js";

/** The arrays of backward passes: ∂L/∂ of every layer's output, and of every parameter. */
interface Derivatives {
  readonly outputs: readonly FloatArray[];
  readonly parameters: ParameterArrays;
}

/** A forward pass over so many examples as it was each time. */
interface Forward {
  /** How many passes are still to be made before it is recorded. */
  left: number;
  /** What was recorded; `undefined` also for a pass that can't be. */
  program: Program | undefined;
}

/** Recording costs about as much as so many passes. */
const WORTH_RECORDING = 8;

/** What the memory of a workspace is for, in words for the case that there isn't so much. */
function passesOver(capacity: number): Pick<Purpose, "what" | "remedy" | "error"> {
  return {
    what: () => `A pass over ${capacity.toLocaleString("en")} example${capacity === 1 ? "" : "s"} at a time`,
    remedy: `Take ${capacity === 1 ? "" : "fewer examples at a time (a smaller batchSize), or "}smaller layers.`,
    error: ShapeError,
  };
}

/** What the arrays of a pass are, and how long. */
function partsOf({ inputShape, places }: Stack, capacity: number): (readonly [name: string, length: number])[] {
  const parts: readonly (readonly [string, Shape])[] = [
    ["the inputs", inputShape],
    ...places.map(({ label, outputShape }) => [`the output of ${label}`, outputShape] as const),
    ...places.flatMap(({ label, saved }) =>
      Object.entries(saved).map(([name, shape]) => [`saved.${name} of ${label}`, shape] as const),
    ),
  ];
  return parts.map(([name, shape]) => [name, capacity * sizeOf(shape)]);
}

/** Stands for ∂L/∂y in a workspace that only predicts. */
const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

/**
 * The memory of forward passes over at most `capacity` examples: each layer's output and what it saves, allocated once.
 * A smaller batch uses the first part of the same arrays.
 */
export class Workspace {
  /** The most examples that one pass takes: what the arrays have room for. */
  readonly capacity: number;
  /** Where a pass reads the examples from. */
  readonly inputs: FloatArray;
  /** Where it leaves the network's outputs. */
  readonly prediction: FloatArray;
  readonly #network: Network;
  /** The passes through the layers, on this workspace's arrays. */
  protected readonly passes: Passes;
  /** The forward passes by their batch. */
  readonly #forwards: Map<number, Forward> = new Map();
  /** What has to stay as it is for what was recorded; `undefined` before anything was, and where nothing can be. */
  #watched: LayersWatch | undefined;
  #batch: number = Number.NaN;
  /** Whether a pass was seen to write what it has to. */
  #isKnown = false;
  /** That of the last batch. */
  #forward: Forward | undefined;

  /**
   * @param derivatives - For a workspace that trains as well; see {@link TrainingWorkspace}.
   * @throws OptionError for a capacity that isn't a whole number of at least 1; ShapeError if there is no memory for so
   *   many examples.
   */
  constructor(network: Network, capacity: number, derivatives?: Derivatives) {
    const { stack, backend, dtype } = checkNetwork("A workspace", network);
    const { parameters, store } = homeOf(network);
    const { places } = stack;
    const kernels = backend.kernels(dtype);
    positiveInteger("Workspace: capacity", capacity);
    const saved = places.map((place) => Object.entries(place.saved));
    const shapes: readonly Shape[] = [
      stack.inputShape,
      ...places.map(({ outputShape }) => outputShape),
      ...saved.flat().map(([, shape]) => shape),
    ];
    const arrays = allocateFor(
      store,
      dtype,
      shapes.map((shape) => capacity * sizeOf(shape)),
      { ...passesOver(capacity), parts: () => partsOf(stack, capacity) },
    );
    const values = arrays.slice(0, places.length + 1);
    worksIn(this, arrays);
    let next = values.length;
    this.capacity = capacity;
    this.inputs = values[0]!;
    this.prediction = values.at(-1)!;
    this.#network = network;
    const frames = places.map(
      (place, i) =>
        new LayerFrame(kernels, place, {
          x: values[i]!,
          y: values[i + 1]!,
          // The derivative with respect to the data is of no use, so the first layer is spared that product.
          dx: derivatives?.outputs[i - 1] ?? null,
          dy: derivatives?.outputs[i] ?? NOTHING,
          parameters: parameters.byLayer[i]!,
          gradients: derivatives?.parameters.byLayer[i] ?? {},
          saved: Object.fromEntries(saved[i]!.map(([name]) => [name, arrays[next++]!])),
        }),
    );
    this.passes = new Passes(
      places.map(({ layer }) => layer),
      frames,
    );
  }

  /** Takes the first `batch` examples of `inputs` through every layer. */
  forward(batch: number): void {
    if (batch !== this.#batch) {
      if (!(Number.isInteger(batch) && batch >= 1 && batch <= this.capacity)) {
        throw new OptionError(`This workspace takes 1 to ${this.capacity} examples at a time, but got ${show(batch)}.`);
      }
      this.passes.setBatch(batch);
      this.#forward = this.#forwardOf(batch);
      this.#batch = batch;
    }
    const forward = this.#forward!;
    if (this.#watched !== undefined && !this.#watched.forwardsHold()) this.#forget();
    if (forward.left > 0 && --forward.left === 0) forward.program = this.#record(batch);
    if (!this.#isKnown) this.#firstForward();
    else if (forward.program === undefined) this.passes.forward();
    else forward.program.run();
  }

  /** A layer has changed: whatever was recorded isn't what the layers do now. */
  #forget(): void {
    this.#watched = undefined;
    for (const forward of this.#forwards.values()) {
      forward.left = WORTH_RECORDING;
      forward.program = undefined;
    }
  }

  #firstForward(): void {
    this.passes.firstForward();
    this.#isKnown = true;
  }

  #forwardOf(batch: number): Forward {
    const known = this.#forwards.get(batch);
    if (known !== undefined) return known;
    const forward = { left: WORTH_RECORDING, program: undefined };
    this.#forwards.set(batch, forward);
    return forward;
  }

  #record(batch: number): Program | undefined {
    const { backend, dtype } = this.#network;
    this.#watched ??= this.passes.watch();
    if (this.#watched === undefined) return undefined;
    return backend.record?.(dtype, (recorder) => this.passes.standIn(recorder, batch).forward());
  }

  /** What each layer worked on in the last pass, from the first layer to the last. */
  get frames(): readonly Frame[] {
    return this.passes.frames;
  }
}

/** A {@link Workspace} with the memory of backward passes: ∂L/∂ of every layer's output and of every parameter. */
export class TrainingWorkspace extends Workspace {
  /** Where a backward pass reads ∂L/∂prediction from. */
  readonly dprediction: FloatArray;
  /** Where it leaves the gradients. */
  readonly gradients: ParameterArrays;
  #isKnown = false;
  readonly #kernels: Kernels;

  constructor(network: Network, capacity: number) {
    const { stack, backend, dtype } = checkNetwork("A workspace", network);
    positiveInteger("TrainingWorkspace: capacity", capacity);
    const { store } = homeOf(network);
    const outputs = allocateFor(
      store,
      dtype,
      stack.places.map(({ outputShape }) => capacity * sizeOf(outputShape)),
      {
        ...passesOver(capacity),
        parts: () => stack.places.map((place) => [`∂L/∂y of ${place.label}`, capacity * sizeOf(place.outputShape)]),
      },
    );
    const parameters = allocateParameters(stack, store, dtype, "The gradients of the parameters");
    super(network, capacity, { outputs, parameters });
    worksIn(this, outputs, [parameters.block]);
    this.dprediction = outputs.at(-1)!;
    this.gradients = parameters;
    this.#kernels = backend.kernels(dtype);
  }

  /** Takes `dprediction` of the batch of the last forward pass back through every layer, into fresh `gradients`. */
  backward(): void {
    if (this.#isKnown) {
      this.#backward(this.passes, this.gradients.block);
      return;
    }
    const { block } = this.gradients;
    this.#kernels.fill(block, 0, block.length);
    this.passes.firstBackward();
    this.#isKnown = true;
  }

  /** What stands in for this workspace while a step on a batch is recorded. */
  standIn(recorder: Recorder, batch: number): Pick<Passes, "prediction" | "dprediction" | "forward" | "backward"> {
    const passes = this.passes.standIn(recorder, batch);
    const { prediction, dprediction } = passes;
    const block = recorder.standIn(this.gradients.block);
    return { prediction, dprediction, forward: () => passes.forward(), backward: () => this.#backward(passes, block) };
  }

  #backward(passes: Passes, block: FloatArray): void {
    this.#kernels.fill(block, 0, block.length);
    passes.backward();
  }
}
