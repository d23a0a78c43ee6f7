import type { Network, Place } from "@nn/core/component";
import type { ParameterName } from "../names.js";
import type { Rounding } from "../rounding.js";
import { LayerRunner } from "./layer-runner.js";
import type { Ends, Link, PulledBack, Traced } from "./link.js";

/** Of more derivatives than this, none is written by itself. */
const MOST_SLOPES = 1_000_000;

type Slopes = ReadonlyMap<number, Traced>;

const NONE: Slopes = new Map();

/**
 * A layer that doesn't say how its outputs come about: its values are those of its own forward pass, and each derivative
 * is what its backward pass gives for an output's unit vector.
 */
export class InNumbers implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = false;
  readonly isPassedOver = false;
  readonly isInNumbers = true;
  readonly pullBack?: NonNullable<Link["pullBack"]>;
  readonly #runner: LayerRunner;
  readonly #rounding: Rounding;
  /** By input, for the ends that were asked for last. */
  #slopes: { readonly ends: Ends; readonly byInput: ReadonlyMap<number, Slopes> } | undefined;
  #parameterSlopes: { readonly ends: Ends; readonly parameter: ParameterName; readonly slopes: Slopes } | undefined;

  constructor(outputNames: readonly string[], network: Network, place: Place, rounding: Rounding) {
    this.outputNames = outputNames;
    this.#rounding = rounding;
    this.#runner = new LayerRunner(network, place, rounding);
    if (this.#runner.inputSize * outputNames.length > MOST_SLOPES) {
      this.pullBack = (ends, slopes, parameter) => this.#pulledBack(ends, slopes, parameter);
    }
  }

  has(parameter: ParameterName): boolean {
    return this.#runner.has(parameter);
  }

  forward(inputs: readonly number[]): number[] {
    return this.#runner.forward(inputs);
  }

  output({ outputs }: Ends, output: number): Traced {
    return { formula: null, value: outputs[output]! };
  }

  slopes(ends: Ends, input: number): Slopes {
    if (this.#slopes?.ends !== ends) {
      const byInput = new Map<number, Map<number, Traced>>();
      this.#forEachOutput(ends, (output) => {
        for (const [input, value] of this.#runner.dx.entries()) {
          if (value === 0) continue;
          const outputs = byInput.get(input) ?? new Map<number, Traced>();
          byInput.set(input, outputs.set(output, this.#traced(value)));
        }
      });
      this.#slopes = { ends, byInput };
    }
    return this.#slopes.byInput.get(input) ?? NONE;
  }

  parameterSlopes(ends: Ends, parameter: ParameterName): Slopes {
    if (!this.has(parameter)) return NONE;
    const known = this.#parameterSlopes;
    if (known?.ends === ends && known.parameter === parameter) return known.slopes;
    const slopes = new Map<number, Traced>();
    this.#forEachOutput(ends, (output) => {
      const value = this.#runner.gradientOf(parameter);
      if (value !== 0) slopes.set(output, this.#traced(value));
    });
    // What changes nothing is told by one derivative of 0.
    if (slopes.size === 0) slopes.set(0, this.#traced(0));
    this.#parameterSlopes = { ends, parameter, slopes };
    return slopes;
  }

  #traced(value: number): Traced {
    return { formula: null, value: this.#rounding.round(value) };
  }

  /** After a backward pass for each output alone. */
  #forEachOutput({ inputs, outputs }: Ends, take: (output: number) => void): void {
    this.#runner.forward(inputs);
    const unit = outputs.map(() => 0);
    for (const output of outputs.keys()) {
      unit[output] = 1;
      this.#runner.backward(unit);
      take(output);
      unit[output] = 0;
    }
  }

  #pulledBack({ inputs }: Ends, slopes: readonly number[], parameter: ParameterName): PulledBack {
    this.#runner.forward(inputs);
    this.#runner.backward(slopes);
    return {
      inputs: Array.from(this.#runner.dx, this.#rounding.round),
      parameter: this.has(parameter) ? this.#rounding.round(this.#runner.gradientOf(parameter)) : 0,
    };
  }
}
