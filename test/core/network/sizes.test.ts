import { type Dataset, datasetFor, Sequential } from "@nn/core";
import { isShape, type Layer, type Optimizer, type Shape, TrainingWorkspace, Workspace } from "@nn/core/component";
import { Dense, zeros } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, describe, expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

/** A layer from outside the packages, which passes its input on. */
const layer = (own: Partial<Layer>): Layer => ({
  name: "Odd",
  outputShape: (input) => input,
  parameters: () => ({}),
  saved: () => ({}),
  forward: ({ x, y, batch, inputSize }) => {
    for (let i = 0; i < batch * inputSize; i++) y[i] = x[i]!;
  },
  backward() {},
  ...own,
});
const shape = (values: unknown): Shape => values as Shape;
const sgd = new SGD({ learningRate: 0.1 });
const pairs = {
  inputs: [
    [1, 2],
    [3, 4],
  ],
  targets: [1, 0],
};

for (const backend of backends) {
  const build = (...layers: readonly Layer[]) => new Sequential(layers, { inputShape: [2], backend });

  /** A network that is made and trained now does what it does on fresh memory. */
  const train = async (): Promise<unknown> => {
    const network = new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: 1, backend });
    const { reports } = await network.fit(pairs, { loss: meanSquaredError, optimizer: sgd, batchSize: 1, epochs: 9 });
    return [reports, network.getParameters(), network.predict([1, 2])];
  };

  describe(`${backend.name}: a size that is none is refused in its place, and spoils nothing`, async () => {
    const before = await train();
    afterEach(async () => expect(await train()).toEqual(before));

    test.each<[string, Partial<Layer>, string]>([
      [
        "no number",
        { saved: () => ({ mask: shape([undefined]) }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives [undefined]",
      ],
      [
        "a fraction",
        { saved: () => ({ mask: [2.5] }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives [2.5]",
      ],
      [
        "NaN",
        { saved: () => ({ z: [4], mask: [Number.NaN] }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives [NaN]",
      ],
      [
        "a negative number",
        { saved: () => ({ mask: [3, -1] }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives [3, -1]",
      ],
      [
        "a list with a hole",
        { saved: () => ({ mask: new Array(2) }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives [undefined, undefined]",
      ],
      [
        "text",
        { saved: () => ({ mask: shape(["4"]) }) },
        'saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives ["4"]',
      ],
      [
        "a number alone",
        { saved: () => ({ mask: shape(4) }) },
        "saved.mask a shape of whole numbers of at least 1, as in [28, 28], but gives 4",
      ],
      [
        "of a parameter",
        { parameters: () => ({ weight: { shape: [2, 0.5], initializer: zeros, fanIn: 2, fanOut: 1 } }) },
        "parameters.weight a shape of whole numbers of at least 1, as in [28, 28], but gives [2, 0.5]",
      ],
      [
        "a parameter without",
        { parameters: () => ({ weight: { initializer: zeros } as never }) },
        "parameters.weight a shape of whole numbers of at least 1, as in [28, 28], but gives undefined",
      ],
      [
        "of the output",
        { outputShape: () => new Array(1) },
        "its output a shape of whole numbers of at least 1, as in [28, 28], but gives [undefined]",
      ],
      [
        "no output",
        { outputShape: () => undefined as never },
        "its output a shape of whole numbers of at least 1, as in [28, 28], but gives undefined",
      ],
    ])("%s", (_, own, rest) => {
      expect(() => build(new Dense(2, 2), layer(own))).toThrow(`layer 1, Odd, must give ${rest}.`);
    });

    test("slots that are no names", () => {
      for (const slots of [new Array(2), [undefined], ["m", 3]] as string[][]) {
        const optimizer: Optimizer = { name: "Odd", slots, update() {} };
        expect(() => build(new Dense(2, 1)).trainer({ loss: meanSquaredError, optimizer, batchSize: 1 })).toThrow(
          /^The slots of Odd must be the names of what it remembers of each parameter, as in \["m", "v"\], but slots\[\d\] is (undefined|3)\.$/,
        );
      }
    });

    test("a capacity that is none", () => {
      for (const Memory of [Workspace, TrainingWorkspace]) {
        for (const capacity of [0, -1, 1.5, Number.NaN]) {
          expect(() => new Memory(build(new Dense(2, 1)), capacity)).toThrow(
            `${Memory.name}: capacity must be a whole number of at least 1, but is ${capacity}.`,
          );
        }
      }
    });

    test("lengths that the backend itself is asked for", () => {
      for (const length of [undefined, Number.NaN, 1.5, -1, Infinity, "2"] as number[]) {
        const shown = typeof length === "string" ? `"${length}"` : length;
        expect(() => backend.allocate("float64", [4, length])).toThrow(
          `A backend allocates arrays whose lengths are whole numbers of at least 0, but lengths[1] is ${shown}.`,
        );
      }
      expect(() => backend.allocate("float64", new Array(1))).toThrow("but lengths[0] is undefined.");
      for (const lengths of [undefined, null, 4, {}, Float64Array.of(4)] as unknown as number[][]) {
        expect(() => backend.allocate("float64", lengths)).toThrow(
          /^A backend allocates arrays of a list of lengths, as in \[4, 2\], but got /,
        );
      }
    });

    test("a list that the layer changes later changes no size", async () => {
      const list = [2];
      const network = build(layer({ saved: () => ({ mask: list }), outputShape: () => list }), new Dense(2, 1));
      list[0] = 0.5;
      expect(network.stack.places[0]!.saved).toEqual({ mask: [2] });
      expect(network.stack.places[0]!.outputShape).toEqual([2]);
      await network.fit(pairs, { loss: meanSquaredError, optimizer: sgd, batchSize: 2, epochs: 1 });
    });
  });

  describe(`${backend.name}: what no memory is large enough for is said in gigabytes`, () => {
    const refused = (task: () => unknown, message: string): void => {
      let thrown: unknown;
      try {
        task();
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({
        name: expect.stringMatching(/^(Shape|Data)Error$/),
        message: expect.stringContaining(message),
      });
    };
    const huge = 1e7;

    test("parameters", () => {
      refused(
        () => build(new Dense(2, huge), new Dense(huge, huge)),
        'The parameters would take 800,000 GB of memory, 800,000 GB of it for "1.weight" of layer 1, ' +
          "Dense(10000000 → 10000000, sigmoid), and there isn't so much. Make the layers smaller; " +
          'with dtype: "float32" a number takes half as much.',
      );
      refused(() => build(new Dense(1e200, 1e200)), "takes 1e+200 inputs");
      refused(
        () => new Sequential([new Dense(1e200, 1e200)], { backend, dtype: "float32" }),
        "The parameters would take more than a billion GB of memory",
      );
    });

    test("what a layer saves, and its output", () => {
      refused(
        () => build(layer({ saved: () => ({ mask: [1e8, 1e6] }) })),
        "A pass over 1 example at a time would take 800,000 GB of memory, 800,000 GB of it for saved.mask of " +
          "layer 0, Odd, and there isn't so much. Take smaller layers.",
      );
      refused(() => build(layer({ outputShape: () => [1e14] })), "for the output of layer 0, Odd, and there");
    });

    test("a batch", () => {
      const trainer = () => build(new Dense(2, 1)).trainer({ loss: meanSquaredError, optimizer: sgd, batchSize: 1e12 });
      refused(
        trainer,
        "A pass over 1,000,000,000,000 examples at a time would take 8,000 GB of memory, 8,000 GB of it for ∂L/∂y of " +
          "layer 0, Dense(2 → 1, sigmoid), and there isn't so much. Take fewer examples at a time (a smaller batchSize), or smaller layers.",
      );
      refused(
        () => new Workspace(build(new Dense(2, 1)), 1e12),
        "would take 40,000 GB of memory, 16,000 GB of it for the inputs",
      );
    });

    test("outputs of a prediction", () => {
      const wide = build(layer({ outputShape: () => [1e6], forward() {} }));
      refused(() => wide.predict(new Float64Array(2e6)), "would take 8,000 GB of memory, and there isn't so much.");
    });

    test("a data set of so many examples", () => {
      const data: Dataset = { size: 1e12, inputShape: [2], targetShape: [1], read() {} };
      refused(
        () => datasetFor(build(new Dense(2, 1)), data),
        "A data set has at most 1,073,741,824 examples, but its size is 1000000000000. " +
          "Train on parts of it, one after another.",
      );
    });

    test("what an optimizer remembers", () => {
      const slots = new Array<string>(2e4).fill("m");
      const network = build(new Dense(2, 1e6), new Dense(1e6, 1));
      const optimizer: Optimizer = { name: "Hoarder", slots, update() {} };
      const small = { loss: meanSquaredError, batchSize: 1 };
      refused(
        () => network.trainer({ ...small, optimizer }),
        "What Hoarder remembers of the parameters would take 1,280 GB of memory, 0.032 GB of it for each of its 20000 slots, ",
      );
    });
  });
}

test("a list with a hole is no shape", () => {
  expect([isShape(new Array(2)), isShape(Object.assign([1, 2], { length: 3 })), isShape([2, 2])]).toEqual([
    false,
    false,
    true,
  ]);
});
