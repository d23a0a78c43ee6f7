import { advice, type ComputationText } from "@nn/numerics";
import { expect, test } from "vitest";

// A text that is read at an import takes its time of every program's start, also of those that never use the component.
test("importing the packages reads no text of a computation", async () => {
  const read: string[] = [];
  let check: typeof advice.onComputation;
  Object.defineProperty(advice, "onComputation", {
    configurable: true,
    enumerable: true,
    set(given: typeof check) {
      check = given;
    },
    get: () =>
      check &&
      ((text: ComputationText) => {
        read.push(text.name);
        return check!(text);
      }),
  });
  const { Computation } = await import("@nn/core/component");
  await import("@nn/layers");
  await import("@nn/losses");
  await import("@nn/optim");
  expect(read).toEqual([]);
  new Computation({ name: "doubled", arrays: ["y", "x"], lines: ["y = 2 * x"] });
  expect(read).toEqual(["doubled"]);
});
