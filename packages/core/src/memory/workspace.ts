import type { FloatArray, Kernels } from "@nn/numerics";
import { checkOptions, OptionError, positiveInteger, show, sizeOf } from "@nn/numerics";
import type { WritingCheck } from "../components/writing-check.js";
import type { Frame } from "../contracts/layer.js";
import { checkNetwork, type Network } from "../contracts/network.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { RecordedForwards } from "../equipment/recorded.js";
import { allocateParameters, type ParameterArrays } from "../parameters/parameters.js";
import { type Derivatives, lengthsOf, passesOn, scratchOf } from "./frames/frames.js";
import { homeOf, worksIn } from "./home.js";
import type { Passes } from "./passes.js";
import { WITHOUT_CHANCE } from "./random-numbers.js";
import { allocateFor } from "./room.js";

/**
 * The memory of forward passes over at most `capacity` examples: each layer's output and what it saves, allocated once.
 * A smaller batch uses the first part of the same arrays. They lie in the backend's memory: to keep or to post one, copy
 * it with `slice`, as a clone of it would copy the whole memory.
 */
export class Workspace {
  /** The most examples that one pass takes: what the arrays have room for. */
  readonly capacity: number;
  /** Where a pass reads the examples from. */
  readonly inputs: FloatArray;
  /** Where it leaves the network's outputs. */
  readonly prediction: FloatArray;
  /** The number of the step that passes of a training are made for: their random numbers depend on it. */
  readonly step: Float64Array = new Float64Array([1]);
  /** The passes through the layers, on this workspace's arrays. */
  protected readonly passes: Passes;
  /** The forward passes that were recorded; `undefined` where none are. */
  readonly #recorded: RecordedForwards | undefined;
  #batch: number = Number.NaN;
  /**
   * Checks passes until one has written all that it has to.
   *
   * @hidden
   */
  unseen: WritingCheck | undefined;

  /**
   * @param derivatives - For a workspace that trains as well; see {@link TrainingWorkspace}.
   * @throws OptionError for a capacity that isn't a whole number of at least 1; ShapeError if there is no memory for so
   *   many examples.
   */
  constructor(network: Network, capacity: number, derivatives?: (step: Float64Array) => Derivatives) {
    const { stack, backend, dtype } = checkNetwork("A workspace", network);
    const { parameters, store } = homeOf(network);
    const kernels = backend.kernels(dtype);
    const equipment = equipmentOf(network);
    const noRoom = equipment?.noRoom;
    positiveInteger("Workspace: capacity", capacity);
    const arrays = allocateFor(store, dtype, lengthsOf(stack, capacity), () => noRoom?.pass(stack, dtype, capacity));
    worksIn(this, arrays);
    this.capacity = capacity;
    this.inputs = arrays[0]!;
    this.passes = passesOn(stack, kernels, parameters, arrays, capacity, derivatives?.(this.step));
    this.prediction = this.passes.y;
    this.unseen = equipment?.writing;
    this.#recorded = backend.record && equipment?.recordForwards(network, this.passes);
  }

  /** Takes the first `batch` examples of `inputs` through every layer. */
  forward(batch: number): void {
    this.setBatch(batch);
    const program = this.#recorded?.programFor(batch);
    if (this.unseen !== undefined) this.#firstForward(this.unseen);
    else if (program === undefined || program.run(1) === 0) this.passes.forward();
  }

  /** Sets how many examples its frames are about, as `forward` does. */
  setBatch(batch: number): void {
    if (batch === this.#batch) return;
    if (!(Number.isInteger(batch) && batch >= 1 && batch <= this.capacity)) {
      throw new OptionError(
        `This workspace takes ${this.capacity === 1 ? "1 example" : `1 to ${this.capacity} examples`} at a time, but got ${show(batch)}.`,
      );
    }
    this.passes.setBatch(batch);
    this.#batch = batch;
  }

  #firstForward(writing: WritingCheck): void {
    writing.forward(this.passes);
    this.unseen = undefined;
  }

  /**
   * The passes themselves, to be traced.
   *
   * @hidden
   */
  get tracedPasses(): Passes {
    return this.passes;
  }

  /** What each layer worked on in the last pass, from the first layer to the last. */
  get frames(): readonly Frame[] {
    return this.passes.frames;
  }
}

/** What {@link TrainingWorkspace} takes beside its network. */
export interface TrainingWorkspaceOptions {
  /** Whether layers do what they do in a training, as dropout does; `true` unless given. */
  readonly training?: boolean;
  /** Whether backward gives the derivative with respect to the inputs as well: `dx` of the first frame. */
  readonly derivativeOfInputs?: boolean;
  /** The names of parameters whose gradients aren't computed; none unless given. */
  readonly frozen?: ReadonlySet<string>;
}

/** A {@link Workspace} with the memory of backward passes: ∂L/∂ of every layer's output and of every parameter. */
export class TrainingWorkspace extends Workspace {
  /** Where a backward pass reads ∂L/∂prediction from. */
  readonly dprediction: FloatArray;
  /** Where it leaves the gradients. */
  readonly gradients: ParameterArrays;
  /**
   * Checks backward passes until one has written all that it has to.
   *
   * @hidden
   */
  unseenBackward: WritingCheck | undefined;
  readonly #kernels: Kernels;

  /** @throws OptionError and ShapeError as a {@link Workspace} does. */
  constructor(network: Network, capacity: number, options: TrainingWorkspaceOptions = {}) {
    checkOptions("TrainingWorkspace", options, ["training", "derivativeOfInputs", "frozen"]);
    const { training = true, derivativeOfInputs = false, frozen } = options;
    const { stack, backend, dtype, seed } = checkNetwork("A workspace", network);
    positiveInteger("TrainingWorkspace: capacity", capacity);
    const { store } = homeOf(network);
    const kernels = backend.kernels(dtype);
    const equipment = equipmentOf(network);
    const noRoom = equipment?.noRoom;
    const { allPlaces } = stack;
    const branches = allPlaces.flatMap(({ inputShape, branches }) =>
      Object.values(branches).map((places) => ({ number: places[0]!.number, size: sizeOf(inputShape) })),
    );
    const arrays = allocateFor(
      store,
      dtype,
      [
        ...allPlaces.map(({ outputShape }) => capacity * sizeOf(outputShape)),
        ...branches.map(({ size }) => capacity * size),
        capacity * scratchOf(stack.places),
        derivativeOfInputs ? capacity * sizeOf(stack.inputShape) : 0,
      ],
      () => noRoom?.derivatives(stack, dtype, capacity),
    );
    const inputs: FloatArray[] = [];
    for (const [i, { number }] of branches.entries()) inputs[number] = arrays[allPlaces.length + i]!;
    const parameters = allocateParameters(stack, store, dtype, () =>
      noRoom?.parameters(stack, dtype, "The gradients of the parameters"),
    );
    super(network, capacity, (step) => ({
      outputs: arrays,
      inputs,
      scratch: arrays.at(-2),
      first: derivativeOfInputs ? arrays.at(-1)! : null,
      parameters,
      frozen: frozen?.size ? equipment?.freezing.inPasses(frozen) : undefined,
      randomOf: training
        ? ({ layer, path }) => {
            const chance = layer.equipment?.chance ?? equipment?.chance;
            return chance?.streamOf(kernels, seed, path, { number: step }) ?? WITHOUT_CHANCE;
          }
        : undefined,
    }));
    worksIn(this, arrays, [parameters.block]);
    this.dprediction = this.passes.dy;
    this.gradients = parameters;
    this.#kernels = kernels;
    this.unseenBackward = equipmentOf(network)?.writing;
  }

  /** Takes `dprediction` of the batch of the last forward pass back through every layer, into fresh `gradients`. */
  backward(): void {
    const { block } = this.gradients;
    this.#kernels.fill(block, 0, block.length);
    if (this.unseenBackward === undefined) this.passes.backward();
    else this.unseenBackward.backward(this.passes);
    this.unseenBackward = undefined;
  }
}
