import { datasetOf, Sequential, seededRandom } from "@nn/core";
import { formatShape, permute, sizeOf, suggestion, Workspace } from "@nn/core/component";
import { Activate, Dense, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract, lossContract } from "@nn/testing";
import { expect, test } from "vitest";

const network = () => new Sequential([new Dense(1, 1)]);
const images = () => new Sequential([new Activate(relu)], { inputShape: [2, 2] });
const own = { size: 2, inputShape: [1], targetShape: [1], read: () => {} };

/** What there is one of stands in the singular. */
test.each<[string, () => unknown, string]>([
  [
    "targets",
    () => datasetOf({ inputs: [[1], [2]], targets: [[1]] }, [1], [1]),
    "There are 2 input examples, but 1 target:",
  ],
  ["inputs", () => datasetOf({ inputs: [[1]], targets: [1, 2] }, [1], [1]), "There is 1 input example, but 2 targets:"],
  ["a data set's shape", () => datasetOf(own, [2], [1]), "inputs have 1 number an example, but the network takes 2."],
  ["a row of an image", () => images().predict([[[1, 2]]] as never), "example 0 has 1 row."],
  ["a workspace", () => new Workspace(network(), 1).forward(2), "This workspace takes 1 example at a time, but got 2."],
])("%s", (_, call, message) => expect(call).toThrow(message));

/** A list that claims to be longer than any memory, and can't be gone through: who looks for more than a few is refused. */
function endlessHoles(): never[] {
  let looks = 0;
  const look = <Seen>(seen: Seen): Seen => {
    if (++looks > 100) throw new Error("A list with endless holes is gone through.");
    return seen;
  };
  return new Proxy(new Array<never>(2 ** 32 - 1), {
    get: (list, key) => look(Reflect.get(list, key)),
    has: (list, key) => look(Reflect.has(list, key)),
  });
}

/** The first hole is what is wrong with them. */
test.each<[string, (endless: never[]) => unknown]>([
  ["sizeOf", sizeOf],
  ["formatShape", formatShape],
  ["suggestion", (endless) => suggestion("momentun", endless)],
  ["permute", (endless) => permute(seededRandom(1), endless)],
  ["inputShape", (inputShape) => new Sequential([new Activate(relu)], { inputShape })],
])("%s refuses a list with endless holes at once", (_, call) => {
  expect(() => call(endlessHoles())).toThrow(/an array of 4294967295/);
});

test("a contract of more outputs than a computer has room for is refused at once", () => {
  const example = () => ({ prediction: [0.5], target: [1] });
  expect(() => lossContract(meanSquaredError, { example, sizes: [1, 1e12] })).toThrow(
    "lossContract: a few outputs are enough, as in [1, 2, 5], but sizes[1] is 1000000000000.",
  );
});

test("a contract of a layer larger than a computer has room for is refused at once", () => {
  expect(() => layerContract(new Activate(relu), { inputShape: [1e12] })).toThrow(
    "layerContract: a small layer is enough, but an array of Activate(relu) has more than 1000000 numbers.",
  );
});

test("a list of which one item can't be replaced is refused as a frozen one is", () => {
  const items = Object.defineProperty([1, 2, 3], 1, { writable: false });
  expect(() => permute(seededRandom(1), items)).toThrow(
    "permute takes a list that it may write to, without holes, but got an array of 3.",
  );
});
