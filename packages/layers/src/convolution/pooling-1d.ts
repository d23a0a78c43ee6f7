import { checkGiven } from "../checks.js";
import type { Padding } from "./geometry.js";
import {
  alongSteps,
  type Pooling1DOptions,
  type Sequences,
  type StepsWindow,
  stepsName,
  stepsPooled,
} from "./sequences.js";
import { StepsLayer } from "./steps-layer.js";

/** What a pooling layer of sequences is made from. */
export interface Pooling1DSettings extends Pooling1DOptions {
  /** How many steps the window sees. */
  readonly poolSize: number;
}

/** What layers share that take one number of each window of a sequence, for each feature. */
export abstract class Pooling1D<Saved extends string = never> extends StepsLayer<Saved> {
  /** As `summary()` and messages show it. */
  readonly name: string;
  readonly #window: StepsWindow;

  constructor(type: string, poolSize: number, options: Pooling1DOptions) {
    super();
    checkGiven(type, `the size of its window, new ${type}(2, { strides })`, poolSize);
    this.#window = stepsPooled(type, poolSize, options);
    this.name = `${type}(${stepsName(this.#window, poolSize)})`;
  }

  /** What an equal one is made from. */
  settings(): Pooling1DSettings {
    const { poolSize, strides, padding } = this;
    return { poolSize, strides, padding };
  }

  /** How many steps the window sees. */
  get poolSize(): number {
    return this.#window.size;
  }

  /** How far the window is moved at a time. */
  get strides(): number {
    return this.#window.stride;
  }

  /** What becomes of the ends. */
  get padding(): Padding {
    return this.#window.padding as Padding;
  }

  /** The places of its window, and as many features. */
  outputShape(input: Sequences): Sequences {
    const { outWidth, channels } = alongSteps("window", this.#window, input);
    return [outWidth, channels];
  }

  /** What it moves along sequences. */
  protected get window(): StepsWindow {
    return this.#window;
  }
}
