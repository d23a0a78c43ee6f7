import type { Shape } from "@nn/numerics";
import { refuseForeignMethods } from "../advice/foreign/foreign-methods.js";
import { refuseUnbound } from "../advice/unbound-methods.js";
import type { Layer } from "../contracts/layer.js";
import type { Equipment } from "../equipment/equipment.js";
import { fullEquipment } from "../equipment/full-equipment.js";
import { setParameters } from "../parameters/set-parameters.js";
import { Trainer } from "../training/trainer/trainer.js";
import type { TrainerOptions } from "../training/trainer/trainer-options.js";
import { Sequential as PlainSequential } from "./sequential.js";
import type { SequentialOptions } from "./sequential-options.js";
import type { Fitting } from "./stack/fits.js";
import type { NoShape } from "./stack/given-shapes.js";
import { summarize } from "./summary.js";

/** Whether networks have the methods that say what was called wrongly. */
let areRefused = false;

/**
 * Layers one after another: a network. It resolves every shape when it is built, and owns the parameters. It runs on
 * `defaultBackend` unless it is given a backend.
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
> extends PlainSequential<Layers, Input, P> {
  /** @throws ShapeError and OptionError as the network of `@nn/core/plain` does. */
  constructor(layers: Layers & NoInfer<Fitting<Layers, Input>>, options: SequentialOptions<Input, P> = {}) {
    super(layers, options);
    // By the first network: what a module does when it is loaded, bundlers keep in pages that don't use it.
    if (areRefused) return;
    refuseUnbound(Sequential.prototype, PlainSequential);
    refuseForeignMethods(Sequential.prototype);
    areRefused = true;
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

  /** A training to be driven step by step: what `fit` is a loop over. */
  trainer(options: TrainerOptions): Trainer {
    return new Trainer(this, options);
  }

  /**
   * Sets the parameters that are named, and leaves the others. Weights are row-major, `[inputs, units]`. Nothing is set
   * if anything is wrong.
   *
   * @throws OptionError for a name that doesn't exist; ShapeError for a wrong number of values; DataError for values
   *   that aren't finite numbers.
   */
  setParameters(values: Readonly<Record<string, ArrayLike<number>>>): void {
    setParameters(this, values);
  }

  /** @hidden */
  protected override equipment(): Equipment {
    return fullEquipment;
  }
}
