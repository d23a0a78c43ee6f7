import { Sequential, ShapeError } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";
import { Conv2D, Dense, Dropout, Embedding, Flatten, LSTM, type LSTMOptions, MaxPooling2D, Residual } from "@nn/layers";
import { expect, test } from "vitest";

const on = (layer: LSTM, inputShape: Shape) => () => new Sequential([layer], { inputShape });

test("sequences have the shape that they are gone through in", () => {
  expect(on(new LSTM(3, 4), [5])).toThrow(ShapeError);
  expect(on(new LSTM(3, 4), [5])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4), takes [steps, 3], but the network's inputShape gives [5]. Write { inputShape: [steps, 3] }.]`,
  );
  expect(on(new LSTM(3, 4), [5, 2])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4), takes [steps, 3], but the network's inputShape gives [5, 2]. Make the two equal.]`,
  );
  expect(on(new LSTM(3, 4), [5, 3, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4), takes [steps, 3], but the network's inputShape gives [5, 3, 1]. Write { inputShape: [steps, 3] }.]`,
  );
  expect(on(new LSTM(1, 4), [5])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(1 → 4), takes [steps, 1], but the network's inputShape gives [5]. Write { inputShape: [5, 1] }.]`,
  );
  expect(() => new Sequential([new LSTM(3, 4)])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4), doesn't know the shape of its input. Give it to the network: new Sequential(layers, { inputShape: [steps, 3] }).]`,
  );
  // By itself, without a network that looks first.
  expect(() => new LSTM(3, 4).outputShape([5, 2] as never)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: the sequences must be [steps, 3], but are [5, 2].]`,
  );
});

test("what follows has to take what comes", () => {
  const behind = (inputs: number) => (): unknown => {
    const layers = [new LSTM(3, 4, { returnSequences: true }), new Dense(inputs, 1)] as const;
    return new Sequential<readonly [LSTM<number, number, boolean>, Dense]>(layers, { inputShape: [5, 3] });
  };
  expect(behind(4)).not.toThrow();
  expect(behind(3)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Dense(3 → 1, sigmoid), takes 3 inputs, but layer 0, LSTM(3 → 4, sequences), gives 5×4. Leave out returnSequences in layer 0, LSTM(3 → 4, sequences), and make its 4 and the 3 here equal, or put a Flatten before it, which gives 20 numbers, and make it take as many, or make it take 4, for each list along the last axis.]`,
  );
  expect(behind(20)).toThrow("or put a Flatten before it, which gives 20 numbers.");
});

test("a remedy is said where it makes the axes right", () => {
  const built = (layers: readonly Layer[], inputShape: Shape) => () => new Sequential(layers, { inputShape });
  expect(built([new LSTM(3, 4), new LSTM(4, 2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(4 → 2), takes [steps, 4], but layer 0, LSTM(3 → 4), gives [4]. Write { returnSequences: true } in layer 0, LSTM(3 → 4).]`,
  );
  expect(built([new LSTM(3, 4), new Dropout(0.5), new LSTM(4, 2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2, LSTM(4 → 2), takes [steps, 4], but layer 1, Dropout(0.5), gives [4]. Write { returnSequences: true } in layer 0, LSTM(3 → 4).]`,
  );
  const sequence = new LSTM(3, 4, { returnSequences: true });
  expect(built([sequence, new Dropout(0.5), new Dense(20, 1)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2, Dense(20 → 1, sigmoid), takes 20 inputs, but layer 1, Dropout(0.5), gives 5×4. Leave out returnSequences in layer 0, LSTM(3 → 4, sequences), and make its 4 and the 20 here equal, or put a Flatten before it, which gives 20 numbers.]`,
  );
  // Where it makes the axes right alone, what else is to be done is said as well.
  expect(built([new LSTM(2, 3), new LSTM(4, 3)], [5, 2])).toThrow(
    "Write { returnSequences: true } in layer 0, LSTM(2 → 3), and make its 3 and the 4 here equal.",
  );
  expect(built([new Embedding(5, 2), new Dense(3, 1)], [4])).toThrow(
    "Put a Flatten before it, which gives 8 numbers, and make it take as many, or make it take 2, for each list along the last axis.",
  );
  const image = new Conv2D(1, 2, { kernelSize: 3 });
  // Neither with all steps nor with the last one alone has it three axes.
  expect(built([sequence, new MaxPooling2D(2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, MaxPooling2D(2 × 2), takes [height, width, channels], but layer 0, LSTM(3 → 4, sequences), gives [5, 4]. Take layers that have as many axes.]`,
  );
  expect(built([new LSTM(3, 4), new MaxPooling2D(2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, MaxPooling2D(2 × 2), takes [height, width, channels], but layer 0, LSTM(3 → 4), gives [4]. Take layers that have as many axes.]`,
  );
  // Layers that take lists as well give the axes that the network is given.
  expect(built([new Dense(3, 4), new LSTM(4, 2)], [3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(4 → 2), takes [steps, 4], but layer 0, Dense(3 → 4, sigmoid), gives [4]. Write { inputShape: [steps, 3] }.]`,
  );
  expect(built([new Dropout(0.5), new Dense(3, 5), new Dropout(0.5), new LSTM(4, 2)], [3])).toThrow(
    "Write { inputShape: [steps, 3] }, and let layer 1, Dense(3 → 5, sigmoid), give 4.",
  );
  // Nor is one LSTM behind another the only way to have one axis.
  expect(built([new Flatten(), new LSTM(15, 2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(15 → 2), takes [steps, 15], but layer 0, Flatten, gives [15]. Take layers that have as many axes.]`,
  );
  expect(built([image, new LSTM(2, 2)], [5, 5, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(2 → 2), takes [steps, 2], but layer 0, Conv2D(1 → 2, 3 × 3), gives [3, 3, 2]. Take layers that have as many axes.]`,
  );
  expect(built([new Dropout(0.5), new LSTM(1, 2)], [5])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(1 → 2), takes [steps, 1], but layer 0, Dropout(0.5), gives [5]. Write { inputShape: [5, 1] }.]`,
  );
  expect(built([new Residual([new LSTM(3, 3)])], [3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Residual(LSTM(3 → 3)), takes [steps, 3], but the network's inputShape gives [3]. Write { inputShape: [steps, 3] }.]`,
  );
  // Within a container as well, what comes is given by all layers before, on the way from the network's input.
  const within = new Residual([new Dense(3, 5), new LSTM(5, 3)]);
  const own: Layer = {
    name: "Own",
    outputShape: () => [3],
    parameters: () => ({}),
    saved: () => ({}),
    branches: () => ({ body: [new LSTM(3, 3)] }),
    forward() {},
    backward() {},
  };
  expect(built([within], [3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0.body.1, LSTM(5 → 3), takes [steps, 5], but layer 0.body.0, Dense(3 → 5, sigmoid), gives [5]. Write { inputShape: [steps, 3] }.]`,
  );
  expect(built([new Dense(15, 3), within], [15])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1.body.1, LSTM(5 → 3), takes [steps, 5], but layer 1.body.0, Dense(3 → 5, sigmoid), gives [5]. Write { inputShape: [steps, 15] }.]`,
  );
  expect(built([new LSTM(2, 3), within], [4, 2])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1.body.1, LSTM(5 → 3), takes [steps, 5], but layer 1.body.0, Dense(3 → 5, sigmoid), gives [5]. Take layers that have as many axes.]`,
  );
  expect(built([new Flatten(), new Dense(15, 3), within], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2.body.1, LSTM(5 → 3), takes [steps, 5], but layer 2.body.0, Dense(3 → 5, sigmoid), gives [5]. Take layers that have as many axes.]`,
  );
  expect(built([new Dense(15, 3), own], [15])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1.body.0, LSTM(3 → 3), takes [steps, 3], but layer 0, Dense(15 → 3, sigmoid), gives [3]. Write { inputShape: [steps, 15] }.]`,
  );
  expect(built([image, new Dense(3, 1)], [5, 5, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Dense(3 → 1, sigmoid), takes 3 inputs, but layer 0, Conv2D(1 → 2, 3 × 3), gives 3×3×2. Put a Flatten before it, which gives 18 numbers, and make it take as many, or make it take 2, for each list along the last axis.]`,
  );
  expect(built([image, new Flatten(), new Dense(2, 1)], [5, 5, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2, Dense(2 → 1, sigmoid), takes 2 inputs, but layer 1, Flatten, gives 18. Make the two equal.]`,
  );
});

test("settings are what they are said to be", () => {
  const made =
    (inputs: unknown, units: unknown, options: unknown = {}) =>
    () =>
      new LSTM(inputs as number, units as number, options as LSTMOptions);
  expect(made(0, 4)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: the number of inputs must be a whole number of at least 1, but is 0.]`,
  );
  expect(made(3, 2.5)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: the number of units must be a whole number of at least 1, but is 2.5.]`,
  );
  expect(made(3, 4, { returnSequences: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: returnSequences must be true or false, but is 1.]`,
  );
  expect(made(3, 4, { forgetBias: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: forgetBias must be a finite number, but is NaN.]`,
  );
  expect(made(3, 4, { recurrentInitializer: "orthogonal" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: recurrentInitializer must be an initializer itself, such as heNormal, but is "orthogonal". Here it is orthogonal, of @nn/layers.]`,
  );
  expect(made(3, 4, { weightInitializer: undefined })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: weightInitializer must be an initializer itself, such as heNormal, but is undefined. Is it imported, and is there one of that name?]`,
  );
  expect(made(3, 4, { returnSequence: true })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM has no option "returnSequence". Did you mean "returnSequences"?]`,
  );
});
