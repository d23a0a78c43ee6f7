import type { FloatArray, Kernels } from "@nn/numerics";
import { OptionError, positiveInteger, type Shape, show, sizeOf } from "@nn/numerics";
import type { WritingCheck } from "../components/writing-check.js";
import type { Frame } from "../contracts/layer.js";
import { checkNetwork, type Network } from "../contracts/network.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { RecordedForwards } from "../equipment/recorded.js";
import { allocateParameters, type ParameterArrays } from "../parameters/parameters.js";
import { LayerFrame } from "./frame.js";
import { homeOf, worksIn } from "./home.js";
import { Passes } from "./passes.js";
import { allocateFor } from "./room.js";

/** The arrays of backward passes: ∂L/∂ of every layer's output, and of every parameter. */
interface Derivatives {
  readonly outputs: readonly FloatArray[];
  readonly parameters: ParameterArrays;
}

/** ∂L/∂y in a workspace that only predicts, where it isn't used. */
const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

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
  constructor(network: Network, capacity: number, derivatives?: Derivatives) {
    const { stack, backend, dtype } = checkNetwork("A workspace", network);
    const { parameters, store } = homeOf(network);
    const { places } = stack;
    const kernels = backend.kernels(dtype);
    const equipment = equipmentOf(network);
    const noRoom = equipment?.noRoom;
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
      noRoom && (() => noRoom.pass(stack, dtype, capacity)),
    );
    const values = arrays.slice(0, places.length + 1);
    worksIn(this, arrays);
    let next = values.length;
    this.capacity = capacity;
    this.inputs = values[0]!;
    this.prediction = values.at(-1)!;
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
    this.unseen = equipment?.writing;
    this.#recorded = equipment?.recordForwards(network, this.passes);
  }

  /** Takes the first `batch` examples of `inputs` through every layer. */
  forward(batch: number): void {
    if (batch !== this.#batch) {
      if (!(Number.isInteger(batch) && batch >= 1 && batch <= this.capacity)) {
        throw new OptionError(
          `This workspace takes ${this.capacity === 1 ? "1 example" : `1 to ${this.capacity} examples`} at a time, but got ${show(batch)}.`,
        );
      }
      this.passes.setBatch(batch);
      this.#batch = batch;
    }
    const program = this.#recorded?.programFor(batch);
    if (this.unseen !== undefined) this.#firstForward(this.unseen);
    else if (program === undefined || program.run(1) === 0) this.passes.forward();
  }

  #firstForward(writing: WritingCheck): void {
    this.passes.firstForward(writing);
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

  constructor(network: Network, capacity: number) {
    const { stack, backend, dtype } = checkNetwork("A workspace", network);
    positiveInteger("TrainingWorkspace: capacity", capacity);
    const { store } = homeOf(network);
    const noRoom = equipmentOf(network)?.noRoom;
    const outputs = allocateFor(
      store,
      dtype,
      stack.places.map(({ outputShape }) => capacity * sizeOf(outputShape)),
      noRoom && (() => noRoom.derivatives(stack, dtype, capacity)),
    );
    const parameters = allocateParameters(
      stack,
      store,
      dtype,
      noRoom && (() => noRoom.parameters(stack, dtype, "The gradients of the parameters")),
    );
    super(network, capacity, { outputs, parameters });
    worksIn(this, outputs, [parameters.block]);
    this.dprediction = outputs.at(-1)!;
    this.gradients = parameters;
    this.#kernels = backend.kernels(dtype);
    this.unseenBackward = equipmentOf(network)?.writing;
  }

  /** Takes `dprediction` of the batch of the last forward pass back through every layer, into fresh `gradients`. */
  backward(): void {
    const { block } = this.gradients;
    this.#kernels.fill(block, 0, block.length);
    if (this.unseenBackward === undefined) this.passes.backward();
    else this.passes.firstBackward(this.unseenBackward);
    this.unseenBackward = undefined;
  }
}
