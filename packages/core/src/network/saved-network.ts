import type { Shape } from "@nn/numerics";
import { checkDType, checkOptions, type DType, OptionError, zerosOf } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";
import type { AnswerOf, NetworkPipeline, RowOf, TableOf } from "../contracts/pipeline.js";
import type { Examples, NestedNumbers, NumberArray } from "../data/examples.js";
import { listNumbers, viewsOn } from "../parameters/parameters.js";
import { readParameters } from "../parameters/read-parameters.js";
import { PlainPass } from "./house/plain-pass.js";
import type { ExampleOf, NewArray, OutputForExample, OutputForNested, OutputOf } from "./prediction-type.js";
import { Predictor } from "./predictor.js";
import type { Fitting } from "./stack/fits.js";
import type { NoShape } from "./stack/given-shapes.js";
import { placeLayers } from "./stack/stack.js";
import { answersTo } from "./through-pipeline.js";

/** What a saved network has beside its layers and their parameters. */
export interface SavedNetworkOptions<Input extends Shape = NoShape, P = unknown> {
  /** The number format that the network was trained in; `"float64"` unless given. */
  readonly dtype?: DType;
  /** The shape of one input example, for a stack whose first layer doesn't know it. */
  readonly inputShape?: Input;
  /** That of the trained network, if it has one. */
  readonly pipeline?: P & NetworkPipeline;
}

/**
 * A trained network, made anew from its layers and its parameters: it predicts, on plain loops, and does nothing else. For
 * pages and programs that only use what was trained elsewhere, in far less code.
 *
 * @example
 * const network = new SavedNetwork([new Dense(2, 1)], { "0.weight": [0, 1], "0.bias": [4] });
 * network.predict([2, 3]); // => [0.9990889488055994]
 * new SavedNetwork([new Dense(2, 1)], { "0.weight": [0, 1] });
 * // throws OptionError: SavedNetwork needs all parameters of its layers, but "0.bias" is missing. Give it what getParameters() of the trained network gave.
 */
export class SavedNetwork<
  const Layers extends readonly Layer[] = readonly Layer[],
  const Input extends Shape = NoShape,
  const P = unknown,
> {
  readonly #predictor: Predictor;
  readonly #pipeline: NetworkPipeline | undefined;

  /**
   * @param parameters - All parameters by name, as `getParameters` gives them.
   * @throws ShapeError if neighbouring layers don't fit, or a parameter has another number of values; OptionError for a
   *   parameter that is missing or that no layer has; DataError for values that aren't finite numbers.
   */
  constructor(
    layers: Layers & NoInfer<Fitting<Layers, Input>>,
    parameters: Readonly<Record<string, ArrayLike<number>>>,
    options: SavedNetworkOptions<Input, P> = {},
  ) {
    checkOptions("SavedNetwork", options, ["dtype", "inputShape", "pipeline"]);
    const { dtype = "float64" } = options;
    checkDType(dtype);
    const stack = placeLayers(layers, options.inputShape);
    const arrays = viewsOn(stack, zerosOf(dtype, stack.parameterCount + stack.stateCount));
    const network = { stack, dtype, parameters: arrays };
    readParameters(network, parameters, "SavedNetwork")();
    const missing = listNumbers(stack).find(({ fullName }) => !Object.hasOwn(parameters, fullName));
    if (missing !== undefined) {
      throw new OptionError(
        `SavedNetwork needs all parameters of its layers, but "${missing.fullName}" is missing. ` +
          "Give it what getParameters() of the trained network gave.",
      );
    }
    const passOver = (capacity: number) => new PlainPass(network, capacity);
    this.#pipeline = options.pipeline;
    this.#predictor = new Predictor(network, passOver);
  }

  /**
   * The network's output for one example or many, in the form of the inputs, as `predict` of `Sequential`.
   *
   * @throws ShapeError for examples of another size; DataError for none, or for values that aren't finite numbers.
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
    return answersTo(inputs, this.#predictor, this.#pipeline);
  }

  /** What `JSON.stringify` asks for. @hidden */
  protected toJSON(): never {
    throw new OptionError(
      "A SavedNetwork has no toJSON. Keep the parameters that it was given: they are what to write.",
    );
  }
}
