import type { Backend } from "@nn/core/backend";
import { type DType, type FloatArray, type Layer, type Shape, sizeOf, type TrainFrame } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { drawingAlike, frameFor, parametersOf, stateOf, UNWRITTEN } from "../frames.js";
import { type ContractCheck, expectNumbers, expectThat, promise, weightedSum } from "./contract.js";

/** What is run, and how. */
interface Passes {
  readonly layer: Layer;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly backend: Backend;
  readonly training: boolean;
}

const BATCHES = [1, 2, 7] as const;

/** What a layer's two passes promise, in a training or in a prediction. */
export function passesContract({ layer, inputShape, outputShape, backend, training }: Passes): ContractCheck[] {
  const where = training ? "in a training" : "in a prediction";
  const frame = (batch: number, dtype: DType = "float64"): TrainFrame =>
    frameFor(layer, { inputShape, batch, backend, dtype, training });
  /** Scratch holds anything when a pass begins, and has no numbers in a prediction. */
  const forward = (f: TrainFrame): void => {
    for (const values of Object.values(f.scratch)) values.fill(UNWRITTEN);
    const without = Object.fromEntries(
      Object.entries(f.scratch).map(([name, values]) => [name, values.subarray(0, 0)]),
    );
    layer.forward(training ? f : { ...f, scratch: without });
  };
  const backward = (f: TrainFrame): void => {
    for (const values of Object.values(f.scratch)) values.fill(UNWRITTEN);
    layer.backward(f);
  };

  return [
    promise(`forward writes the outputs of the batch, and nothing else, ${where}`, () => {
      for (const batch of BATCHES) {
        const f = frame(batch);
        expectUnchanged(f, ["x", "dy"], () => forward(f));
        expectWritten("y", f.y, batch * sizeOf(outputShape));
        for (const [name, shape] of Object.entries(layer.saved(inputShape))) {
          expectUnwritten(`saved.${name}`, f.saved[name]!, batch * sizeOf(shape!));
        }
      }
    }),

    promise(`forward gives the same bits each time, ${where}`, () => {
      const [first, second] = [frame(2), frame(2)];
      // What a training changes is there for the next step.
      const goBack = training ? stateOf(second) : () => {};
      forward(first);
      forward(second);
      goBack();
      forward(second);
      expectNumbers("y", second.y.subarray(0, 2 * sizeOf(outputShape)), first.y.subarray(0, 2 * sizeOf(outputShape)));
    }),

    promise(`backward writes ∂L/∂x of the batch, and changes nothing that it only reads, ${where}`, () => {
      for (const batch of BATCHES) {
        const f = frame(batch);
        forward(f);
        expectUnchanged(f, ["x", "y", "dy"], () => backward(f));
        expectWritten("dx", f.dx!, batch * sizeOf(inputShape));
      }
    }),

    promise(`backward adds to the gradients, ${where}`, () => {
      const f = frame(2);
      forward(f);
      backward(f);
      const once = copies(f.gradients);
      backward(f);
      for (const [name, gradient] of Object.entries(f.gradients)) {
        const twice = once[name]!.map((value) => 2 * value);
        expectNumbers(`the gradient of ${name} after two passes`, gradient, twice, 1e-12);
      }
    }),

    promise(`backward gives the same gradients without ∂L/∂x, ${where}`, () => {
      const f = frame(2);
      forward(f);
      backward(f);
      const asked = copies(f.gradients);
      const unasked = { ...frame(2), dx: null };
      forward(unasked);
      backward(unasked);
      for (const [name, gradient] of Object.entries(unasked.gradients)) expectNumbers(name, gradient, asked[name]!);
    }),

    ...BATCHES.map((batch) =>
      promise(`its gradients agree with central differences, batch ${batch}, ${where}`, () => {
        const f = frame(batch);
        const goBack = stateOf(f);
        forward(f);
        backward(f);
        // L = Σ dy·y has the derivative dy with respect to y, so that backward is asked for ∂L/∂x and ∂L/∂parameter.
        const loss = (): number => {
          goBack();
          forward(f);
          return weightedSum(f.dy, f.y, batch * sizeOf(outputShape));
        };
        const ofParameters = parametersOf(f).map(([name, values, gradient]) => {
          return [`parameters.${name}`, { values, gradient: gradient.slice() }] as const;
        });
        const length = batch * sizeOf(inputShape);
        const x = { values: f.x.subarray(0, length), gradient: f.dx!.slice(0, length) };
        // Between whole numbers there is nothing.
        checkGradients(loss, { ...(layer.indexCount === undefined && { x }), ...Object.fromEntries(ofParameters) });
      }),
    ),

    ...(training
      ? []
      : [
          promise("an example's outputs and ∂L/∂x don't depend on the other examples, in a prediction", () => {
            const [many, one] = [frame(7), frame(1)];
            const [inputs, outputs] = [sizeOf(inputShape), sizeOf(outputShape)];
            forward(many);
            backward(many);
            for (let i = 0; i < 7; i++) {
              one.x.set(many.x.subarray(i * inputs, (i + 1) * inputs));
              one.dy.set(many.dy.subarray(i * outputs, (i + 1) * outputs));
              forward(one);
              backward(one);
              const among = (values: FloatArray, size: number): FloatArray => values.subarray(i * size, (i + 1) * size);
              expectNumbers(`y of example ${i} alone`, one.y.subarray(0, outputs), among(many.y, outputs), 1e-12);
              expectNumbers(`dx of example ${i} alone`, one.dx!.subarray(0, inputs), among(many.dx!, inputs), 1e-12);
            }
          }),
        ]),

    promise(`float32 gives what float64 gives, to six digits, ${where}`, () => {
      const [single, double] = [drawingAlike(frame(2, "float32")), drawingAlike(frame(2))];
      for (const f of [single, double]) {
        forward(f);
        backward(f);
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

function copies(arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice()]));
}

function expectUnchanged(frame: TrainFrame, names: readonly ("x" | "y" | "dy")[], pass: () => void): void {
  const state = frame.training ? {} : frame.state;
  const read = { ...Object.fromEntries(names.map((name) => [name, frame[name]])), ...frame.parameters, ...state };
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
