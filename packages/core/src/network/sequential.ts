import type { Backend, Shape } from "@nn/numerics";
import {
  checkDType,
  checkOptions,
  checkSeed,
  type DType,
  type FloatArray,
  OptionError,
  plain,
  type Seed,
  ShapeError,
} from "@nn/numerics";
import { checkBackend, checkKernels } from "../components/backend-check.js";
import type { Layer } from "../contracts/layer.js";
import type { Metrics } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { AnswerOf, PipelineOf, RowOf, TableOf } from "../contracts/pipeline.js";
import type { Data } from "../data/data.js";
import type { Examples, NestedNumbers, NumberArray } from "../data/examples.js";
import { type Equipment, equip, equipmentOf, type House } from "../equipment/equipment.js";
import { homeOf } from "../memory/home.js";
import { drawParameters } from "../parameters/first-parameters.js";
import { copyArrays, copyByName, listNumbers, type ParameterArrays } from "../parameters/parameters.js";
import { type Fit, fit } from "../training/fit/fit.js";
import type { FitOptions } from "../training/fit/fit-options.js";
import { type EvaluateOptions, evaluate } from "../training/measures/evaluate.js";
import type { Evaluation } from "../training/measures/reports.js";
import { houseOn } from "./house/house.js";
import type { ExampleOf, NewArray, OutputForExample, OutputForNested, OutputOf } from "./prediction-type.js";
import type { SequentialOptions } from "./sequential-options.js";
import { checkLayers } from "./stack/check-layers.js";
import type { Fitting } from "./stack/fits.js";
import type { NoShape } from "./stack/given-shapes.js";
import { placeLayers, type Stack } from "./stack/stack.js";
import { answersTo } from "./through-pipeline.js";

/**
 * Layers one after another: a network. It resolves every shape when it is built, and owns the parameters.
 *
 * This one, of `@nn/core/plain`, is the small one, for pages: it runs on plain loops that trust the sizes which
 * components give them, unless it is given a backend. It gives no warnings and no advice in errors, and doesn't look whether
 * components write what they should. That of `@nn/core` does all three, and the same with the same bits, faster.
 *
 * Layers whose literal sizes don't fit are a compile error that says so; sizes known only at run time are a
 * {@link ShapeError} when the network is built.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
 * network.setParameters({ "0.weight": [0, 0, 1, 1], "0.bias": [0, 0], "1.weight": [0, 1], "1.bias": [0] });
 * network.predict([2, 3]); // => [0.7216325609518421]
 */
export class Sequential<
  const Layers extends readonly Layer[] = readonly Layer[],
  const Input extends Shape = NoShape,
  const P = unknown,
> implements Network
{
  /** From input to output, in an array of the network's own. */
  readonly layers: readonly Layer[];
  readonly stack: Stack;
  readonly dtype: DType;
  readonly seed: Seed;
  /** What turns rows of a table into inputs, and outputs into answers; `undefined` unless given. */
  readonly pipeline: PipelineOf<P>;
  readonly #house: House;

  /**
   * @throws ShapeError if neighbouring layers don't fit, nothing says what the input is, or the pipeline gives another
   *   number of inputs or targets; OptionError for an option that doesn't exist.
   */
  constructor(layers: Layers & NoInfer<Fitting<Layers, Input>>, options: SequentialOptions<Input, P> = {}) {
    const equipment = this.equipment();
    equip(this, equipment);
    checkLayers(layers);
    checkOptions("Sequential", options, ["seed", "dtype", "inputShape", "backend", "pipeline"]);
    const { seed = 0, dtype = "float64", backend } = options;
    this.stack = placeLayers(layers, options.inputShape);
    equipment?.checkPlaces(this.stack);
    this.layers = [...layers];
    const pipeline = options.pipeline as PipelineOf<P>;
    if (pipeline) equipment?.checkPipeline(pipeline, this.stack);
    this.pipeline = pipeline;
    this.dtype = checkDType(dtype);
    if (backend !== undefined) checkKernels(checkBackend(backend), this.dtype);
    this.seed = checkSeed(seed);
    this.#house = equipment?.house(this, backend) ?? houseOn(this, backend ?? plain);
    this.writeFirst(homeOf(this).parameters.block);
  }

  /**
   * What the network runs on. Where its memory has no room for a trainer, an evaluation or a prediction, a network that
   * was given no backend moves to another one, unless something else works on its parameters at that time; then, and where
   * it was given one, what has no room runs on plain loops, and the name says so: `"wasm + reference"`.
   */
  get backend(): Backend {
    const { store, backend } = homeOf(this);
    return store.namedBackend ?? backend;
  }

  /** Writes the first parameters. @hidden */
  protected writeFirst(block: FloatArray): void {
    drawParameters(this, block);
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
   * A network with a pipeline is given a row of its columns as well, or rows, or a table, and answers in labels with their
   * probabilities, or in numbers of the target's own unit.
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
  predict(row: RowOf<P>): AnswerOf<P>;
  predict(rows: readonly RowOf<P>[] | TableOf<P>): AnswerOf<P>[];
  predict<Kind extends NumberArray>(inputs: Kind): NewArray<Kind>;
  predict<Kind extends NumberArray>(inputs: readonly Kind[]): NewArray<Kind>[];
  predict(inputs: NestedNumbers): OutputForNested<Layers, Input>;
  predict(inputs: Examples): Examples;
  predict(inputs: unknown): unknown {
    return answersTo(inputs, this.#house.predictor, this.pipeline);
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
  evaluate<M extends Metrics = Record<never, never>>(
    data: Data | TableOf<P>,
    options: EvaluateOptions<M>,
  ): Evaluation<M> {
    return evaluate(this, data as Data, options);
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
  fit<M extends Metrics = Record<never, never>>(data: Data | TableOf<P>, options: FitOptions<M, TableOf<P>>): Fit<M> {
    return fit(this, data as Data, options as FitOptions<M>);
  }

  get parameters(): ParameterArrays {
    return copyArrays(homeOf(this).parameters);
  }

  /**
   * Copies of all parameters by name: the layer's place and its own name for the parameter, as plain arrays, which
   * {@link setParameters} takes up again.
   *
   * @example
   * Object.keys(new Sequential([new Dense(2, 2), new Dense(2, 1)]).getParameters());
   * // => ["0.weight", "0.bias", "1.weight", "1.bias"]
   */
  getParameters(): Record<string, number[]> {
    return copyByName(listNumbers(this.stack), homeOf(this).parameters);
  }

  /** What `JSON.stringify` asks for. @hidden */
  protected toJSON(): object {
    const equipment = equipmentOf(this);
    if (equipment !== undefined) return equipment.asJson(this);
    throw new OptionError("This network has no toJSON. Here it is JSON.stringify(network.getParameters()).");
  }
}
