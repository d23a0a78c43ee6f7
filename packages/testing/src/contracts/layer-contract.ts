import { OptionError, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  checkOptions,
  type FloatArray,
  formatShape,
  isShape,
  type Layer,
  resolveStack,
  type Shape,
  sameShape,
  sizeOf,
  type TrainFrame,
} from "@nn/core/component";
import { equationsPromise } from "../equations/equations-promise.js";
import { frameFor } from "../frames.js";
import type { RunOperator } from "../operators/tensor.js";
import { describedPromise } from "../promises/described-promise.js";
import { kernelsOnlyPromise } from "../promises/kernels-only-promise.js";
import { operatorsPromise } from "../promises/operators-promise.js";
import { pytorchPromise } from "../pytorch/pytorch-promise.js";
import { type ContractCheck, checkBackend, checkComponent, expectNumbers, expectThat, promise } from "./contract.js";
import { passesContract } from "./passes-contract.js";

/** What {@link layerContract} needs to know beside the layer; nothing, if the layer knows its input. */
export interface LayerContractOptions {
  /** The shape of one input example, for a layer that doesn't know it. */
  readonly inputShape?: Shape;
  /** Operators that its `operators` name and the contract doesn't know, by their names. */
  readonly operators?: Readonly<Record<string, RunOperator>>;
  /** The backend to run on; the reference backend unless given. */
  readonly backend?: Backend;
}

/** Beyond so many, the arrays alone take seconds. */
const MOST_NUMBERS = 1_000_000;

/**
 * What every layer promises, for one layer with its settings.
 *
 * @throws OptionError for what isn't a layer, and for options that don't exist; ShapeError for an input that it can't take.
 *
 * @example
 * for (const { run } of layerContract(new Dense(3, 2))) run();
 */
export function layerContract(layer: Layer, options: LayerContractOptions = {}): ContractCheck[] {
  checkOptions("layerContract", options, ["inputShape", "backend", "operators"]);
  const { backend = reference } = options;
  checkBackend("layerContract: backend", backend);
  checkComponent("layerContract", layer, ["outputShape", "parameters", "saved", "forward", "backward"], "a layer");
  const { inputShape, outputShape, places } = resolveStack([layer], options.inputShape);
  const numbers = [inputShape, outputShape, ...Object.values(places[0]!.saved)].map(sizeOf);
  if (Math.max(...numbers, ...places[0]!.parameters.map(({ size }) => size)) > MOST_NUMBERS) {
    throw new OptionError(
      `layerContract: a small layer is enough, but an array of ${layer.name} has more than ${MOST_NUMBERS} numbers.`,
    );
  }
  const frame = (batch: number): TrainFrame =>
    frameFor(layer, { inputShape, batch, backend, dtype: "float64", training: true });

  const predicted = (): TrainFrame => {
    const f = frameFor(layer, { inputShape, batch: 2, backend, dtype: "float64", training: false });
    // As after some steps, and not the same in two arrays.
    for (const [n, values] of Object.values(f.state).entries()) {
      values.set(values.map((_, i) => 0.5 + ((i + 3 * n) % 7) / 10));
    }
    layer.forward(f);
    return f;
  };
  const row = (length: number): FloatArray => backend.allocate("float64", [length])[0]!;
  const branches = Object.fromEntries(
    Object.entries(places[0]!.branches).map(([name, inside]) => [name, inside.at(-1)!.outputShape]),
  );

  return [
    promise("has a name", () => expectThat(layer.name.trim() !== "", "its name is empty")),

    promise("gives a shape, and the same one each time", () => {
      expectThat(isShape(outputShape), `its output shape is [${outputShape.join(", ")}]`);
      expectThat(
        sameShape(outputShape, layer.outputShape(inputShape, branches)),
        "its second answer differs from the first",
      );
      if (layer.keepsShape) {
        const both = `${formatShape(inputShape)} becomes ${formatShape(outputShape)}`;
        expectThat(sameShape(inputShape, outputShape), `it says that it keeps the shape, but ${both}`);
      }
      if (layer.keepsLeadingAxes) {
        const ofList = resolveStack([layer], [2, ...inputShape]).outputShape;
        expectThat(
          sameShape(ofList, [2, ...outputShape]),
          `it says that it keeps leading axes, but gives [${ofList.join(", ")}] for 2 examples in one, and [${outputShape.join(", ")}] for each`,
        );
      }
    }),

    promise("has parameters whose first values are finite, and follow from the random source alone", () => {
      for (const { name, shape, size, initializer, fanIn, fanOut } of places[0]!.parameters) {
        expectThat(isShape(shape), `the shape of ${name} is [${shape.join(", ")}]`);
        const draw = (): FloatArray => {
          const values = new Float64Array(size).fill(Number.NaN);
          initializer.fill(values, { fanIn, fanOut }, seededRandom("layer contract"));
          return values;
        };
        expectThat(draw().every(Number.isFinite), `${initializer.name} left a value of ${name} that is not finite`);
        expectNumbers(`${name}, drawn again from the same seed`, draw(), draw());
      }
    }),

    promise("names the settings that its first values are drawn by", () => {
      const { drawingSettings = [] } = layer;
      for (const [name, setting] of Object.entries(Object(layer.settings?.()))) {
        const drawn = places[0]!.parameters.find(({ initializer }) => initializer === setting);
        expectThat(
          drawn === undefined || drawingSettings.includes(name),
          `its setting ${name} draws ${drawn?.name}, but drawingSettings doesn't name it`,
        );
      }
    }),

    promise("holds no arrays of its own: it is a description", () => {
      for (const [name, value] of Object.entries(layer)) {
        expectThat(!ArrayBuffer.isView(value), `its property "${name}" is a typed array; ask for it in saved()`);
      }
    }),

    ...passesContract({ layer, inputShape, outputShape, backend, training: true }),
    ...passesContract({ layer, inputShape, outputShape, backend, training: false }),

    kernelsOnlyPromise(layer, ["forward", "backward"], (kernels, traced) => {
      const random = { fill: (out: FloatArray, length: number) => kernels.uniform!(out, [1, 2], [3], length) };
      const unprepared = { ...frameOf(frame(2), traced), kernels, random };
      const f = { ...unprepared, prepared: layer.prepare?.(unprepared) };
      layer.forward(f);
      layer.backward(f);
    }),

    equationsPromise(layer, predicted, row),
    operatorsPromise(layer, predicted, row, options.operators),
    pytorchPromise(layer, predicted, row),

    describedPromise(layer, (one) => {
      const f = frameFor(one, { inputShape, batch: 2, backend, dtype: "float64", training: true });
      one.forward(f);
      one.backward(f);
      return { y: f.y, dx: f.dx!, ...f.gradients };
    }),
  ];
}

/** A frame with other arrays in it. */
function frameOf(frame: TrainFrame, array: () => FloatArray): TrainFrame {
  const named = (arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> =>
    Object.fromEntries(Object.keys(arrays).map((name) => [name, array()]));
  const { parameters, gradients, saved, scratch, state } = frame;
  return {
    ...frame,
    ...{ x: array(), y: array(), dx: array(), dy: array() },
    ...{ parameters: named(parameters), gradients: named(gradients), saved: named(saved) },
    ...{ scratch: named(scratch), state: named(state) },
  };
}
