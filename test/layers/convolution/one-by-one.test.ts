import { defaultBackend, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  type DType,
  type FloatArray,
  type Layer,
  resolveStack,
  type Shape,
  sizeOf,
  type TrainFrame,
} from "@nn/core/component";
import { Conv2D, MaxPooling2D } from "@nn/layers";
import { describe, expect, test } from "vitest";

const BATCH = 6;

/** What both passes of a layer write, kernel by kernel: images with NaN, both zeros and infinities among their numbers. */
function written(layer: Layer, inputShape: Shape, dtype: DType, backend: Backend, odd: readonly number[]): number[] {
  const { outputShape, places } = resolveStack([layer], inputShape);
  const random = seededRandom("one by one");
  const drawn = (size: number, some: readonly number[] = []): FloatArray => {
    const [values] = backend.allocate(dtype, [size]);
    for (let i = 0; i < size; i++) {
      const number = random();
      values![i] = i % 3 === 0 && some.length > 0 ? some[Math.floor(number * some.length)]! : number - 0.5;
    }
    return values!;
  };
  const [inputSize, outputSize] = [sizeOf(inputShape), sizeOf(outputShape)];
  const named = (sizes: readonly (readonly [string, number])[]): Record<string, FloatArray> =>
    Object.fromEntries(sizes.map(([name, size]) => [name, drawn(size)]));
  const ofParameters = places[0]!.parameters.map(({ name, size }) => [name, size] as const);
  const ofSaved = Object.entries(layer.saved(inputShape)).map(
    ([name, shape]) => [name, BATCH * sizeOf(shape!)] as const,
  );
  const frame: TrainFrame = {
    ...{ kernels: backend.kernels(dtype), batch: BATCH, inputShape, outputShape, inputSize, outputSize },
    ...{ x: drawn(BATCH * inputSize, odd), y: drawn(BATCH * outputSize), dx: drawn(BATCH * inputSize) },
    ...{ dy: drawn(BATCH * outputSize, [0, -0]), saved: named(ofSaved) },
    ...{ parameters: named(ofParameters), gradients: named(ofParameters) },
    ...{ scratch: { dz: drawn(BATCH * outputSize) }, prepared: layer.prepare?.({ inputShape } as TrainFrame) },
  } as unknown as TrainFrame;
  // The second time the code is compiled, if it wasn't the first time.
  for (let i = 0; i < 2; i++) {
    layer.forward(frame);
    layer.backward(frame);
  }
  return [frame.y, frame.dx!, ...Object.values(frame.gradients)].flatMap((values) => [...values]);
}

describe.each(["float32", "float64"] as const)("in %s, kernel by kernel", (dtype) => {
  test.each([
    { layer: new Conv2D(8, 16, { kernelSize: 3 }), shape: [16, 16, 8] },
    { layer: new Conv2D(8, 19, { kernelSize: [3, 2], strides: [2, 1], padding: "same" }), shape: [31, 16, 8] },
  ])("$layer.name has the bits of plain loops", ({ layer, shape }) => {
    const [compiled, loops] = [defaultBackend(), reference].map((on) => written(layer, shape, dtype, on, [0, -0, 1]));
    expect(compiled).toEqual(loops);
  });

  test.each([
    { layer: new MaxPooling2D(2), shape: [200, 50, 7] },
    { layer: new MaxPooling2D([3, 2], { strides: [2, 3], padding: "same" }), shape: [151, 50, 5] },
  ])("$layer.name has them, too, whatever the numbers are", ({ layer, shape }) => {
    const odd = [Number.NaN, 0, -0, Infinity, -Infinity, 0.25, 0.25];
    const [compiled, loops] = [defaultBackend(), reference].map((on) => written(layer, shape, dtype, on, odd));
    expect(loops!.some(Number.isNaN)).toBe(true);
    expect(compiled!.every((value, i) => Object.is(value, loops![i]))).toBe(true);
  });
});

test("of equal numbers the first is taken, and NaN before all others", () => {
  const layer = new MaxPooling2D(2);
  const kernels = reference.kernels("float64");
  const pool = (image: readonly number[]): number[] => {
    const [x, y, taken, dx, dy] = [4, 1, 1, 4, 1].map((length) => new Float64Array(length));
    x!.set(image);
    dy!.fill(1);
    const prepared = layer.prepare({ inputShape: [2, 2, 1] } as never);
    const frame = { kernels, prepared, batch: 1, inputShape: [2, 2, 1], x, y, dx, dy, saved: { taken } };
    layer.forward(frame as never);
    layer.backward(frame as never);
    return [y![0]!, ...dx!];
  };
  expect(pool([3, 3, 1, 3])).toEqual([3, 1, 0, 0, 0]);
  expect(pool([-0, 0, -1, 0])).toEqual([-0, 1, 0, 0, 0]);
  expect(pool([-Infinity, -Infinity, -Infinity, -Infinity])).toEqual([-Infinity, 1, 0, 0, 0]);
  expect(pool([1, Number.NaN, 5, 2])).toEqual([Number.NaN, 0, 1, 0, 0]);
});
