import { OptionError, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  checkOptions,
  type DType,
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
import { checkGradients } from "@nn/core/gradients";
import {
  type ContractCheck,
  checkBackend,
  checkComponent,
  expectNumbers,
  expectThat,
  promise,
  weightedSum,
} from "./contract.js";
import { frameFor } from "./frames.js";
import { kernelsOnlyPromise } from "./kernels-only-promise.js";
import { linksPromise } from "./links-promise.js";

/** What {@link layerContract} needs to know beside the layer; nothing, if the layer knows its input. */
export interface LayerContractOptions {
  /** The shape of one input example, for a layer that doesn't know it. */
  readonly inputShape?: Shape;
  /** The backend to run on; the reference backend unless given. */
  readonly backend?: Backend;
}

const BATCHES = [1, 2, 7] as const;
const CAPACITY = 9;

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
  checkOptions("layerContract", options, ["inputShape", "backend"]);
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
  const frame = (batch: number, dtype: DType = "float64"): TrainFrame =>
    frameFor(layer, { inputShape, batch, capacity: CAPACITY, backend, dtype });

  return [
    promise("has a name", () => expectThat(layer.name.trim() !== "", "its name is empty")),

    promise("gives a shape, and the same one each time", () => {
      expectThat(isShape(outputShape), `its output shape is [${outputShape.join(", ")}]`);
      expectThat(sameShape(outputShape, layer.outputShape(inputShape)), "its second answer differs from the first");
      if (layer.keepsShape) {
        const both = `${formatShape(inputShape)} becomes ${formatShape(outputShape)}`;
        expectThat(sameShape(inputShape, outputShape), `it says that it keeps the shape, but ${both}`);
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

    promise("holds no arrays of its own: it is a description", () => {
      for (const [name, value] of Object.entries(layer)) {
        expectThat(!ArrayBuffer.isView(value), `its property "${name}" is a typed array; ask for it in saved()`);
      }
    }),

    promise("forward writes the outputs of the batch, and nothing else", () => {
      for (const batch of BATCHES) {
        const f = frame(batch);
        expectUnchanged(f, ["x", "dy"], () => layer.forward(f));
        expectWritten("y", f.y, batch * sizeOf(outputShape));
        for (const [name, shape] of Object.entries(layer.saved(inputShape))) {
          expectUnwritten(`saved.${name}`, f.saved[name]!, batch * sizeOf(shape));
        }
      }
    }),

    promise("forward gives the same bits each time", () => {
      const [first, second] = [frame(2), frame(2)];
      layer.forward(first);
      layer.forward(second);
      layer.forward(second);
      expectNumbers("y", second.y.subarray(0, 2 * sizeOf(outputShape)), first.y.subarray(0, 2 * sizeOf(outputShape)));
    }),

    promise("backward writes ∂L/∂x of the batch, and changes nothing that it only reads", () => {
      for (const batch of BATCHES) {
        const f = frame(batch);
        layer.forward(f);
        expectUnchanged(f, ["x", "y", "dy"], () => layer.backward(f));
        expectWritten("dx", f.dx!, batch * sizeOf(inputShape));
      }
    }),

    promise("backward adds to the gradients", () => {
      const f = frame(2);
      layer.forward(f);
      layer.backward(f);
      const once = copies(f.gradients);
      layer.backward(f);
      for (const [name, gradient] of Object.entries(f.gradients)) {
        const twice = once[name]!.map((value) => 2 * value);
        expectNumbers(`the gradient of ${name} after two passes`, gradient, twice, 1e-12);
      }
    }),

    promise("backward gives the same gradients without ∂L/∂x", () => {
      const f = frame(2);
      layer.forward(f);
      layer.backward(f);
      const asked = copies(f.gradients);
      const unasked = { ...frame(2), dx: null };
      layer.forward(unasked);
      layer.backward(unasked);
      for (const [name, gradient] of Object.entries(unasked.gradients)) expectNumbers(name, gradient, asked[name]!);
    }),

    ...BATCHES.map((batch) =>
      promise(`its gradients agree with central differences, batch ${batch}`, () => {
        const f = frame(batch);
        layer.forward(f);
        layer.backward(f);
        // L = Σ dy·y has the derivative dy with respect to y, so that backward is asked for ∂L/∂x and ∂L/∂parameter.
        const loss = (): number => {
          layer.forward(f);
          return weightedSum(f.dy, f.y, batch * sizeOf(outputShape));
        };
        const ofParameters = Object.entries(f.parameters).map(([name, values]) => {
          return [`parameters.${name}`, { values, gradient: f.gradients[name]! }] as const;
        });
        const length = batch * sizeOf(inputShape);
        const x = { values: f.x.subarray(0, length), gradient: f.dx!.slice(0, length) };
        checkGradients(loss, { x, ...Object.fromEntries(ofParameters) });
      }),
    ),

    kernelsOnlyPromise(layer, ["forward", "backward"], (kernels, traced) => {
      const f = { ...frameOf(frame(2), traced), kernels };
      layer.forward(f);
      layer.backward(f);
    }),

    linksPromise(
      layer,
      () => {
        const f = frame(2);
        layer.forward(f);
        return f;
      },
      (length) => backend.allocate("float64", [length])[0]!,
    ),

    promise("float32 gives what float64 gives, to six digits", () => {
      const [single, double] = [frame(2, "float32"), frame(2)];
      for (const f of [single, double]) {
        layer.forward(f);
        layer.backward(f);
      }
      const [outputs, inputs] = [2 * sizeOf(outputShape), 2 * sizeOf(inputShape)];
      expectNumbers("y", single.y.subarray(0, outputs), double.y.subarray(0, outputs), 1e-5);
      expectNumbers("dx", single.dx!.subarray(0, inputs), double.dx!.subarray(0, inputs), 1e-5);
      for (const [name, gradient] of Object.entries(single.gradients)) {
        expectNumbers(`the gradient of ${name}`, gradient, double.gradients[name]!, 1e-5);
      }
    }),
  ];
}

/** A frame with other arrays in it. */
function frameOf(frame: TrainFrame, array: () => FloatArray): TrainFrame {
  const named = (arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> =>
    Object.fromEntries(Object.keys(arrays).map((name) => [name, array()]));
  const { parameters, gradients, saved } = frame;
  return {
    ...frame,
    ...{ x: array(), y: array(), dx: array(), dy: array() },
    ...{ parameters: named(parameters), gradients: named(gradients), saved: named(saved) },
  };
}

function copies(arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice()]));
}

function expectUnchanged(frame: TrainFrame, names: readonly ("x" | "y" | "dy")[], pass: () => void): void {
  const read = { ...Object.fromEntries(names.map((name) => [name, frame[name]])), ...frame.parameters };
  const before = copies(read);
  pass();
  for (const [name, values] of Object.entries(read))
    expectNumbers(`${name}, which is only read,`, values, before[name]!);
}

function expectWritten(name: string, values: FloatArray, length: number): void {
  const missed = values.subarray(0, length).findIndex((value) => Number.isNaN(value));
  expectThat(missed < 0, `${name}[${missed}] was not written, or is NaN`);
  expectUnwritten(name, values, length);
}

function expectUnwritten(name: string, values: FloatArray, from: number): void {
  const beyond = values.subarray(from).findIndex((value) => !Number.isNaN(value));
  expectThat(beyond < 0, `${name}[${from + beyond}] was written, beyond the batch`);
}
