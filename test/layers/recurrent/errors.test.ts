import { Sequential, ShapeError } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";
import { Conv2D, Dense, Dropout, Flatten, LSTM, type LSTMOptions } from "@nn/layers";
import { expect, test } from "vitest";

const on = (layer: LSTM, inputShape: Shape) => () => new Sequential([layer], { inputShape });

test("sequences have the shape that they are gone through in", () => {
  expect(on(new LSTM(3, 4), [5])).toThrow(ShapeError);
  expect(on(new LSTM(3, 4), [5])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4): the sequences must be [steps, 3], but are [5].]`,
  );
  expect(on(new LSTM(3, 4), [5, 2])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4): the sequences must be [steps, 3], but are [5, 2].]`,
  );
  expect(on(new LSTM(3, 4), [5, 3, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(3 → 4): the sequences must be [steps, 3], but are [5, 3, 1].]`,
  );
  expect(on(new LSTM(1, 4), [5])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, LSTM(1 → 4): the sequences must be [steps, 1], but are [5]. One number a time step is [5, 1].]`,
  );
});

test("what follows has to take what comes", () => {
  const layers = [new LSTM(3, 4, { returnSequences: true }), new Dense(4, 1)] as const;
  expect(
    () => new Sequential<readonly [LSTM<number, number, boolean>, Dense]>(layers, { inputShape: [5, 3] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Dense(4 → 1, sigmoid), takes 4 inputs, but layer 0, LSTM(3 → 4, sequences), gives 5×4. Leave out returnSequences, or put a Flatten before it, which gives 20 numbers.]`,
  );
});

test("the remedy is said where layers take another number of axes", () => {
  const built = (layers: readonly Layer[], inputShape: Shape) => () => new Sequential(layers, { inputShape });
  expect(built([new LSTM(3, 4), new LSTM(4, 2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, LSTM(4 → 2): the sequences must be [steps, 4], but are [4]. An LSTM before it gives all its steps with { returnSequences: true }.]`,
  );
  expect(built([new LSTM(3, 4), new Dropout(0.5), new LSTM(4, 2)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2, LSTM(4 → 2): the sequences must be [steps, 4], but are [4]. An LSTM before it gives all its steps with { returnSequences: true }.]`,
  );
  const sequence = new LSTM(3, 4, { returnSequences: true });
  expect(built([sequence, new Dropout(0.5), new Dense(4, 1)], [5, 3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 2, Dense(4 → 1, sigmoid), takes 4 inputs, but layer 1, Dropout(0.5), gives 5×4. Leave out returnSequences, or put a Flatten before it, which gives 20 numbers.]`,
  );
  const image = new Conv2D(1, 2, { kernelSize: 3 });
  expect(built([image, new Dense(2, 1)], [5, 5, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Dense(2 → 1, sigmoid), takes 2 inputs, but layer 0, Conv2D(1 → 2, 3 × 3), gives 3×3×2. Put a Flatten before it, which gives 18 numbers.]`,
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
    `[OptionError: LSTM: recurrentInitializer must be an initializer itself, such as heNormal, but is "orthogonal".]`,
  );
  expect(made(3, 4, { weightInitializer: undefined })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: weightInitializer must be an initializer itself, such as heNormal, but is undefined. Is it imported, and is there one of that name?]`,
  );
  expect(made(3, 4, { returnSequence: true })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM has no option "returnSequence". Did you mean "returnSequences"?]`,
  );
});
