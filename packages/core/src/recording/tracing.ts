import type { FloatArray, Kernels, Recorder } from "@nn/numerics";
import { sparingOn } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import { type FigureArrays, type FigureFrame, figureFrame } from "../memory/frames/figure-frame.js";
import { LayerFrame } from "../memory/frames/frame.js";
import type { StepNumber } from "../memory/random-numbers.js";
import { functionsOf } from "./watch/functions-of.js";

/** A frame like another over so many examples, whatever batch that one is set to. */
export function figureOver(frame: FigureFrame, batch: number, arrays: FigureArrays = frame): FigureFrame {
  return figureFrame(frame.kernels, frame, arrays, batch);
}

/** A component of which only the functions' names are known. */
type Component = Readonly<Record<string, unknown>>;

/** Thrown where a pass can't be traced. It never leaves the recorder. */
class NotTraceable extends Error {}

/** The number of the step: a scalar that each run is given, from when it is asked for. */
class StepRow implements StepNumber {
  readonly #recorder: Recorder;
  #row: ArrayLike<number> | undefined;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  get number(): ArrayLike<number> {
    this.#row ??= this.#recorder.scalars(1);
    return this.#row;
  }

  get isUsed(): boolean {
    return this.#row !== undefined;
  }
}

/** Passes and components on traced arrays, as one recording needs them. */
export class Tracing {
  readonly #recorder: Recorder;
  readonly #kernels: Kernels;
  readonly #traced: Map<FloatArray, FloatArray> = new Map();
  readonly #step: StepRow;

  constructor(recorder: Recorder, kernels: Kernels) {
    this.#recorder = recorder;
    this.#kernels = kernels;
    this.#step = new StepRow(recorder);
  }

  /** The traced array of an array, the same one each time. */
  readonly array = (array: FloatArray): FloatArray => {
    let traced = this.#traced.get(array);
    if (traced === undefined) {
      traced = this.#recorder.traced(array);
      this.#traced.set(array, traced);
    }
    return traced;
  };

  /** Whether something depends on the number of the step, which is then among the scalars that each run is given. */
  get usesStep(): boolean {
    return this.#step.isUsed;
  }

  /** A frame like another, of traced arrays. */
  frame(frame: LayerFrame, branches: LayerFrame["branches"]): LayerFrame {
    const { array } = this;
    return new LayerFrame(sparingOn(frame.kernels, array), frame, {
      x: array(frame.x),
      y: array(frame.y),
      dx: frame.dx && array(frame.dx),
      dy: array(frame.dy),
      parameters: this.#named(frame.parameters),
      gradients: this.#named(frame.gradients),
      saved: this.#named(frame.saved),
      savedPerBatch: {},
      scratch: this.#named(frame.scratch),
      state: this.#named(frame.state),
      random: frame.random.on(frame.kernels, this.#step),
      branches,
    });
  }

  /** The same of a loss or a metric. */
  figure(frame: FigureFrame): FigureFrame {
    const { array } = this;
    return figureOver(frame, frame.batch, {
      prediction: array(frame.prediction),
      target: array(frame.target),
      values: array(frame.values),
      dprediction: array(frame.dprediction),
      saved: this.#named(frame.saved),
    });
  }

  // Without arrays of entries, as short trainings record again and again.
  #named(arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> {
    const named: Record<string, FloatArray> = {};
    for (const name of Object.keys(arrays)) named[name] = this.array(arrays[name]!);
    return named;
  }

  /**
   * A component like another, some of whose settings are components that don't say that they call kernels alone: what it
   * has those do, each run calls.
   */
  component<Kind extends object>(component: Kind, foreign: readonly string[]): Kind {
    if (foreign.length === 0) return component;
    const settings = component as unknown as Readonly<Record<string, object>>;
    return Object.create(
      component,
      Object.fromEntries(foreign.map((name) => [name, { value: this.#called(settings[name]!) }])),
    ) as Kind;
  }

  #called(component: object): object {
    const functions = Object.fromEntries(
      functionsOf(component).map((name) => [
        name,
        { value: (...values: readonly unknown[]) => this.#call(component as Component, name, values) },
      ]),
    );
    return Object.create(component, functions) as object;
  }

  #call(component: Component, name: string, values: readonly unknown[]): void {
    const given = values.map((value) => this.#recorder.arrayOf(value) ?? value);
    const isPlain = given.every(
      (value, i) => value !== values[i] || value === this.#kernels || typeof value !== "object" || value === null,
    );
    // One that isn't about arrays can't be left for later, and traced arrays within other objects can't be replaced.
    if (!isPlain || !given.some((value, i) => value !== values[i])) throw new NotTraceable();
    this.#recorder.component(undefined, () => {
      const returned = (component[name] as (...values: readonly unknown[]) => unknown)(...given);
      if (returned !== undefined) refusePromise(`${String(component.name)}: ${name}`, returned);
    });
  }
}
