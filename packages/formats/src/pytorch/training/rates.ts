import { type LearningRate, OptionError, rateAt } from "@nn/core/component";
import type { Tensor } from "../../safetensors/tensor.js";
import { numberText, textText } from "../python/texts.js";

/** The numbers of a training that are functions of the step, each worked out for all steps. */
export class Rates {
  /** By their names, one number for each step. */
  readonly tensors: Record<string, Tensor> = {};
  /** Those that the optimizer has as settings, which are set before each of its steps. */
  readonly settings: string[] = [];
  readonly #steps: number | undefined;

  /** @param steps - How many the training has, where that is known. */
  constructor(steps: number | undefined) {
    this.#steps = steps;
  }

  /**
   * A number as Python has it at a step.
   *
   * @throws OptionError for a function of the step where nothing says how many steps there are.
   */
  add(name: string, value: LearningRate): string {
    if (typeof value === "number") return numberText(value);
    if (this.#steps === undefined) {
      throw new OptionError(
        "toPyTorchTraining: a learning rate that changes with the step is written for all steps: say how many examples the training data have, as in { examples: 1000 }.",
      );
    }
    const values = Float64Array.from({ length: this.#steps }, (_, i) => rateAt(value, i + 1));
    this.tensors[name] = { shape: [this.#steps], values };
    return `float(RATES[${textText(name)}][step])`;
  }

  /** The same for a setting of the optimizer, which begins with its first number. */
  addSetting(name: string, value: LearningRate): string {
    const text = this.add(name, value);
    if (typeof value === "number") return text;
    this.settings.push(name);
    return numberText(rateAt(value, 1));
  }
}
