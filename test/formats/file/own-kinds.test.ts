import { Sequential } from "@nn/core";
import { type Registrable, sizeOf } from "@nn/core/component";
import { fromFile, toFile, toSafetensors } from "@nn/formats";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { CLASSES } from "../../contracts/trained-layers/network.js";
import { trainedLayers } from "../../contracts/trained-layers.js";
import { Attention } from "../../core/authors/attention.js";
import { Recurrent } from "../../core/authors/recurrent.js";
import { SideBySide } from "../../core/authors/side-by-side.js";

/** Layers of authors, which a file has by their kinds, and a reader is given. */
const OWN: readonly Registrable[] = [Attention, Recurrent, SideBySide] as never;

const authors = trainedLayers.filter(({ name }) => name.includes("an author's"));

describe.each(authors)("$name", ({ layers, inputShape }) => {
  const network = new Sequential([...layers()], { inputShape, seed: "own kinds" }) as unknown as Sequential;
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 2 });
  const numbers = (length: number) => Float64Array.from({ length }, (_, i) => Math.sin(i));
  const inputs = numbers(2 * sizeOf(inputShape));
  trainer.step(inputs, numbers(2 * CLASSES));

  test.each([
    ["its own file", JSON.stringify(toFile(network))],
    ["JSON.stringify", JSON.stringify(network)],
    ["safetensors", toSafetensors(network)],
  ])("is the same from %s, where its kinds are given", (_, file) => {
    const { network: read } = fromFile(file as string, { kinds: OWN });
    expect(read.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
    expect(read.predict(inputs)).toEqual(network.predict(inputs));
  });

  test("is refused where they aren't, with the line that adds one", () => {
    expect(() => fromFile(JSON.stringify(network))).toThrow(
      /^The network file's layers\[\d\] is of the kind "(\w+)", which isn't one of @nn\. .*One of your own is given as fromFile\(file, \{ kinds: \[\1\] \}\)\.$/,
    );
  });
});

test("there are authors' layers", () => {
  expect(authors.length).toBeGreaterThanOrEqual(3);
});
