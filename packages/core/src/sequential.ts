import type { Backend, Kernels } from "./backend.js";
import { plain } from "./backends/plain.js";
import { lackOf } from "./component.js";
import type { Data } from "./dataset.js";
import { allFinite, checkDType, type DType, type FloatArray, zerosOf } from "./dtype.js";
import { type Equipment, equip, equipmentOf } from "./equipment.js";
import { OptionError, ShapeError } from "./errors.js";
import { type EvaluateOptions, type Evaluation, evaluate, type Metrics } from "./evaluate.js";
import type { Examples, NestedNumbers } from "./examples.js";
import { type Fit, fit } from "./fit.js";
import type { FitOptions } from "./fit-options.js";
import type { Fitting } from "./fits.js";
import { giveBack, homeOf, settle } from "./home.js";
import type { Layer } from "./layer.js";
import type { Network } from "./network.js";
import { occupancyOf } from "./occupancy.js";
import { checkOptions, kindOf, show } from "./options.js";
import { allocateParameters, copyArrays, copyByName, listParameters, type ParameterArrays } from "./parameters.js";
import type { ExampleOf, NewArray, OutputForExample, OutputForNested, OutputOf } from "./prediction-type.js";
import { type ForwardPass, Predictor } from "./predictor.js";
import { refusePromise } from "./promises.js";
import { checkSeed, type Seed, seededRandom } from "./random.js";
import { readParameters } from "./read-parameters.js";
import type { Shape } from "./shape.js";
import { checkLayers, placeLayers, type Stack } from "./stack.js";
import { summarize } from "./summary.js";
import { Trainer, type TrainerOptions } from "./trainer.js";
import { Workspace } from "./workspace.js";

/** What a network has beside its layers. All may be left out, but for the input shape where no layer knows it. */
export interface SequentialOptions<Input extends Shape = Shape> {
  /** Decides the first parameters and the order of the examples in `fit`; `0` unless given. */
  readonly seed?: Seed;
  /** The number format of parameters and activations; `"float64"` unless given. */
  readonly dtype?: DType;
  /** The shape of one input example, for a stack whose first layer doesn't know it. */
  readonly inputShape?: Input;
  /** What the network runs on; the fastest that there is unless given, and plain loops for that of `@nn/core/plain`. */
  readonly backend?: Backend;
}

/**
 * Layers one after another: a network. It resolves every shape when it is built, and owns the parameters.
 *
 * This one, of `@nn/core/plain`, is the small one, for pages: it runs on plain loops that trust the sizes which
 * components give them, unless it is given a backend. It gives no warnings, and doesn't look whether components write what
 * they should. That of `@nn/core` does both, and the same with the same bits, faster.
 *
 * Layers whose literal sizes don't fit are a compile error that says so; sizes known only at run time are a
 * {@link ShapeError} when the network is built.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
 * network.setParameters({ "0.weight": [0, 0, 1, 1], "0.bias": [0, 0], "1.weight": [0, 1], "1.bias": [0] });
 * network.predict([2, 3]); // => [0.7216325609518421]
 */
export class Sequential<const Layers extends readonly Layer[] = readonly Layer[], const Input extends Shape = Shape>
  implements Network
{
  /** From input to output, in an array of the network's own. */
  readonly layers: readonly Layer[];
  readonly stack: Stack;
  readonly backend: Backend;
  readonly dtype: DType;
  readonly seed: Seed;
  readonly #predictor: Predictor;

  /**
   * @throws ShapeError if neighbouring layers don't fit or nothing says what the input is; OptionError for an option
   *   that doesn't exist.
   */
  constructor(layers: readonly [...Layers] & NoInfer<Fitting<Layers>>, options: SequentialOptions<Input> = {}) {
    const equipment = this.equipment();
    equip(this, equipment);
    checkLayers(layers);
    checkOptions("Sequential", options, ["seed", "dtype", "inputShape", "backend"]);
    const { seed = 0, dtype = "float64", backend } = options;
    this.stack = placeLayers(layers, options.inputShape);
    equipment?.checkPlaces(this.stack);
    this.layers = [...layers];
    this.backend = checkBackend(backend === undefined ? this.usualBackend() : backend);
    this.dtype = checkDType(dtype);
    checkKernels(this.backend, this.dtype);
    this.seed = checkSeed(seed);
    const noRoom = equipment && (() => equipment.noRoom.parameters(this.stack, this.dtype, "The parameters"));
    const parameters = allocateParameters(this.stack, this.backend, this.dtype, noRoom);
    settle(this, equipment?.memoryOn(this.backend) ?? this.backend, parameters);
    this.#drawParameters(parameters.block);
    this.#predictor = new Predictor(
      this,
      (capacity, outgrown) => this.#passOver(capacity, outgrown),
      equipment?.noRoom,
    );
  }

  /** What the network runs on when it is given no backend. */
  protected usualBackend(): Backend {
    return plain;
  }

  /** What the network brings beside the engine. @hidden */
  protected equipment(): Equipment | undefined {
    return undefined;
  }

  /**
   * The network's output for one example or many, in the form of the inputs: plain arrays for plain arrays, typed arrays
   * for typed arrays, a list for a list. Their types say so as far as the compiler knows the shapes, from the layers or from
   * `inputShape`; where it doesn't, as with `Sequential` alone, they are {@link NestedNumbers}.
   *
   * @throws ShapeError for examples of another size; DataError for none, or for values that aren't finite numbers.
   *
   * @example
   * const network = new Sequential([new Dense(2, 1)]);
   * network.setParameters({ weight: [0, 1] }); // throws OptionError: The network has no parameter "weight". Did you mean "0.weight"?
   * network.setParameters({ "0.weight": [0, 1], "0.bias": [4] });
   * network.predict([2, 3]); // => [0.9990889488055994]
   * network.predict([[2, 3], [0, -4]]); // => [[0.9990889488055994], [0.5]]
   * const pictures = new Sequential([new Activate(relu)], { inputShape: [2, 2] });
   * pictures.predict([[1, -2], [3, 4]]); // => [[1, 0], [3, 4]]
   */
  predict(inputs: readonly [number]): OutputOf<Layers, Input>;
  predict(inputs: ExampleOf<Layers, Input>): OutputForExample<Layers, Input>;
  predict(inputs: readonly ExampleOf<Layers, Input>[]): OutputOf<Layers, Input>[];
  predict<Kind extends FloatArray>(inputs: Kind): NewArray<Kind>;
  predict<Kind extends FloatArray>(inputs: readonly Kind[]): NewArray<Kind>[];
  predict(inputs: NestedNumbers): OutputForNested<Layers, Input>;
  predict(inputs: Examples): Examples;
  predict(inputs: Examples): Examples {
    return this.#predictor.predict(inputs);
  }

  /**
   * The mean loss over the whole data, and metrics beside it under the names you give them.
   *
   * @throws DataError or ShapeError for data that doesn't fit the network.
   *
   * @example
   * const network = new Sequential([new Dense(2, 1, { weightInitializer: zeros })]);
   * network.evaluate({ inputs: [[-2, -1], [25, 6]], targets: [1, 0] }, { loss: meanSquaredError }); // => { loss: 0.25 }
   */
  evaluate<M extends Metrics = Record<never, never>>(data: Data, options: EvaluateOptions<M>): Evaluation<M> {
    return evaluate(this, data, options);
  }

  /**
   * Trains the network. Await the result for the history, or go through it with `for await` to see each reported epoch;
   * leaving that loop stops the training. The event loop gets a turn every few milliseconds.
   *
   * @throws OptionError, DataError or ShapeError at once for options and data that don't fit, before anything moves;
   *   rejects with a {@link DivergenceError} when training leaves the finite numbers.
   *
   * @example
   * const people = { inputs: [[-2, -1], [25, 6], [17, 4], [-15, -6]], targets: [1, 0, 0, 1] };
   * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
   * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 3, batchSize: 1 };
   * const history = await network.fit(people, options);
   * history.reports.map(({ epoch }) => epoch); // => [0, 1, 2]
   * history.stopped; // => "finished"
   */
  fit<M extends Metrics = Record<never, never>>(data: Data, options: FitOptions<M>): Fit<M> {
    return fit(this, data, options);
  }

  /** A training to be driven step by step: what `fit` is a loop over. */
  trainer(options: TrainerOptions): Trainer {
    return new Trainer(this, options);
  }

  get parameters(): ParameterArrays {
    return copyArrays(homeOf(this).parameters);
  }

  /**
   * Copies of all parameters by name: the layer's place and its own name for the parameter. They are plain arrays, so
   * `JSON.stringify` writes a network down, and {@link Sequential.setParameters} takes it up again.
   *
   * @example
   * Object.keys(new Sequential([new Dense(2, 2), new Dense(2, 1)]).getParameters());
   * // => ["0.weight", "0.bias", "1.weight", "1.bias"]
   */
  getParameters(): Record<string, number[]> {
    return copyByName(this.stack, homeOf(this).parameters);
  }

  /**
   * Sets the parameters that are named, and leaves the others. Weights are row-major, `[inputs, units]`. Nothing is set
   * if anything is wrong.
   *
   * @throws OptionError for a name that doesn't exist; ShapeError for a wrong number of values; DataError for values
   *   that aren't finite numbers.
   */
  setParameters(values: Readonly<Record<string, ArrayLike<number>>>): void {
    const { stack, dtype } = this;
    const setThem = readParameters({ stack, dtype, parameters: homeOf(this).parameters }, values, "setParameters");
    const occupancy = occupancyOf(this);
    occupancy.checkStill("setParameters");
    occupancy.lastRule = undefined;
    setThem();
  }

  /**
   * The network as a table: layers, their outputs, their numbers of parameters.
   *
   * @example
   * console.log(new Sequential([new Dense(2, 2), new Dense(2, 1)]).summary());
   */
  summary(): string {
    return summarize(this.stack);
  }

  /** A pass for predictions, in place of one that is too small. One that is under way keeps its memory. */
  #passOver(capacity: number, outgrown: ForwardPass | undefined): Workspace {
    const pass = new Workspace(this, capacity);
    if (outgrown !== undefined) giveBack(this, outgrown);
    return pass;
  }

  /** Every parameter has a random source of its own, so that a layer added at the end leaves the others' first values alone. */
  #drawParameters(block: FloatArray): void {
    const writing = equipmentOf(this)?.writing;
    for (const { fullName, initializer, fanIn, fanOut, size, offset } of listParameters(this.stack)) {
      // Outside the backend's memory, so that an initializer that keeps the array keeps its own numbers alone.
      const values = zerosOf(this.dtype, size);
      const where = `The initializer of ${fullName}: fill`;
      writing?.mark(values, size);
      const returned: unknown = initializer.fill(values, { fanIn, fanOut }, seededRandom(this.seed, fullName));
      refusePromise(where, returned);
      writing?.refuse(values, size, where, "values");
      if (!allFinite(values, size)) {
        throw new OptionError(`${where} must write finite numbers, but values[${firstNotFinite(values)}] isn't one.`);
      }
      block.set(values, offset);
    }
  }
}

function firstNotFinite(values: FloatArray): number {
  return values.findIndex((value) => !Number.isFinite(value));
}

function checkKernels(backend: Backend, dtype: DType): void {
  const kernels: Partial<Kernels> | undefined = backend.kernels(dtype);
  if (typeof kernels?.matmul === "function") return;
  throw new OptionError(`backend: kernels must give array functions such as matmul, but gives ${show(kernels)}.`);
}

function checkBackend(backend: Backend): Backend {
  if (kindOf(backend) === "Promise") {
    throw new OptionError(
      "backend must be a backend itself, as in { backend: reference }, but is a Promise. " +
        "Wait for it first: { backend: await workerPool() }.",
    );
  }
  const lack = lackOf(backend, ["allocate", "kernels"]);
  if (lack === undefined) return backend;
  throw new OptionError(`backend must be a backend itself, as in { backend: reference }, but is ${lack}`);
}
