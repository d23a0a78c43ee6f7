import { Sequential } from "@nn/core";
import { Dense, Flatten } from "@nn/layers";
import { expect, test } from "vitest";

/** With room for four billion elements, and none. */
const holes = (): never[] => new Array<never>(2 ** 32 - 1);

test("a list of holes is refused at its first, whatever it is taken for", () => {
  const row = new Sequential([new Dense(2, 1)]);
  const image = new Sequential([new Flatten(), new Dense(4, 1)], { inputShape: [2, 2] });
  expect(() => row.predict(holes())).toThrow("example 0, number 0, is undefined");
  expect(() => image.predict(holes() as never)).toThrow("but example 0 is a flat list of 4294967295");
  expect(() => image.predict([holes()] as never)).toThrow("example 0");
});
