import { Sequential } from "@nn/core";
import { fitStream, WindowStream } from "@nn/data";
import { Dense, identity } from "@nn/layers";
import { sparseCategoricalCrossEntropyFromLogits } from "@nn/losses";
import { expect, test } from "vitest";
import { options } from "./streamed.js";

test("an error about an example says of which window it is, or of which other data", async () => {
  const inputs = [0, 1, 2, 3].map((i) => [i, 1]);
  const classes = () => new Sequential([new Dense(2, 3, { activation: identity })], { seed: 1 });
  const wrong = { inputs, targets: [0, 1, 7, 0] };
  const right = { inputs, targets: [0, 1, 2, 0] };
  const labels = { ...options(), loss: sparseCategoricalCrossEntropyFromLogits };
  const message = async (given: object[], more: object = {}) =>
    fitStream(classes(), new WindowStream(() => given as never[]), { ...labels, ...more });
  const said = /^DataError: (.*): sparse.* the target of (example \d of the data, counted from 0), is 7\./;
  const placeOf = async (...args: Parameters<typeof message>) =>
    said.exec(String(await message(...args).catch(String)))?.slice(1);
  const example = "example 2 of the data, counted from 0";
  // The first window is looked at before a step, the others are met by their steps.
  expect(await placeOf([wrong, right])).toEqual(["Window 0 of epoch 0, counted from 0", example]);
  expect(await placeOf([right, wrong])).toEqual(["Window 1 of epoch 0, counted from 0", example]);
  expect(await placeOf([right], { validation: wrong })).toEqual(["The validation data", example]);
});
