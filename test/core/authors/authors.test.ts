import { Sequential } from "@nn/core";
import { type Description, type Layer, Registry, type Shape } from "@nn/core/component";
import { explain, parameterNames, toText } from "@nn/explain";
import { Dense, Flatten, identity, layerKinds, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";
import { Attention } from "./attention.js";
import { Recurrent } from "./recurrent.js";
import { beside, SideBySide } from "./side-by-side.js";
import { TiedAutoencoder } from "./tied-autoencoder.js";

/*
 * Layers as an author would write them, with public doors alone: what they need of the contract has to be there. That they
 * are trained with the same bits everywhere, and recorded as a whole, is a row for each in contracts/trained-layers.
 */

interface Own {
  readonly name: string;
  readonly layer: Layer;
  readonly inputShape: Shape;
  /** A network that it is in, with two outputs. */
  readonly layers: readonly Layer[];
}

const own: readonly Own[] = [
  {
    name: "a head of attention",
    layer: new Attention(3, 2),
    inputShape: [4, 3],
    layers: [new Attention(3, 2), new Flatten(), new Dense(8, 2, { activation: identity })],
  },
  {
    name: "a recurrent layer",
    layer: new Recurrent(2, 3),
    inputShape: [4, 2],
    layers: [new Recurrent(2, 3), new Dense(3, 2)],
  },
  {
    name: "weights that are used twice",
    layer: new TiedAutoencoder(4, 3),
    inputShape: [4],
    layers: [new TiedAutoencoder(4, 3), new Dense(4, 2)],
  },
  {
    name: "a U-shaped network",
    layer: beside(new Dense(3, 2), beside(new Dense(2, 1), new Dense(1, 2)), new Dense(4, 3)),
    inputShape: [3],
    layers: [
      new Dense(3, 3, { activation: tanh }),
      beside(new Dense(3, 2), beside(new Dense(2, 1), new Dense(1, 2)), new Dense(4, 3)),
      new Dense(6, 2),
    ],
  },
];

const registry = new Registry(layerKinds).with(Attention, Recurrent, SideBySide, TiedAutoencoder);

/** Numbers of a shape, nested as it is. */
function nested(shape: Shape, next: () => number): unknown {
  const [length, ...rest] = shape;
  return length === undefined ? next() : Array.from({ length }, () => nested(rest, next));
}

function dataFor({ inputShape }: Own) {
  let count = 0;
  const next = (): number => Math.sin(++count);
  return {
    inputs: Array.from({ length: 3 }, () => nested(inputShape, next)),
    targets: Array.from({ length: 3 }, () => [next(), next()]),
  } as never;
}

const options = { loss: meanSquaredError, batchSize: 2, onWarning: () => {} };

async function trained(row: Own): Promise<Sequential<readonly Layer[]>> {
  const network = new Sequential<readonly Layer[]>(row.layers, { inputShape: row.inputShape, seed: "authors" });
  await network.fit(dataFor(row), { ...options, optimizer: new SGD({ learningRate: 0.1 }), epochs: 3 });
  return network;
}

describe.each(own)("$name", (row) => {
  const { layer, inputShape, layers } = row;

  describe.each(backends)("on $name", (backend) => {
    test.each(layerContract(layer, { inputShape, backend }))("$name", ({ run }) => run());
  });

  test("is written down, and made again", async () => {
    const network = await trained(row);
    const saved = JSON.stringify({
      layers: layers.map((each) => registry.describe(each)),
      parameters: network.getParameters(),
    });
    const read = JSON.parse(saved) as { layers: Description[]; parameters: Record<string, number[]> };
    const again = new Sequential<readonly Layer[]>(
      read.layers.map((each) => registry.make(each)),
      { inputShape, seed: "authors" },
    );
    again.setParameters(read.parameters);
    expect(again.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    const { inputs } = dataFor(row) as { inputs: never };
    expect(again.predict(inputs)).toEqual(network.predict(inputs));
    // Both go on in the same way.
    for (const each of [network, again]) {
      await each.fit(dataFor(row), { ...options, optimizer: new SGD({ learningRate: 0.1 }), epochs: 2 });
    }
    expect(again.getParameters()).toEqual(network.getParameters());
  });

  test("is explained in numbers", async () => {
    const network = await trained(row);
    const { inputs: input, targets: target } = dataFor(row) as { inputs: never; targets: never };
    const trainer = network.trainer({ loss: meanSquaredError, batchSize: 3, optimizer: new SGD({ learningRate: 0 }) });
    trainer.step(input, target);
    const gradients = trainer.gradients() as Record<string, number[]>;
    const names = parameterNames(network);
    expect(names).toHaveLength(Object.values(gradients).flat().length);
    // Of each parameter a few numbers, as explanations are long.
    for (const { name, fullName, element } of names.filter((each) => each.element < 3)) {
      const explanation = explain(network, { input, target, loss: meanSquaredError, parameter: name });
      expect(Math.abs(explanation.gradient - gradients[fullName]![element]!)).toBeLessThan(1e-14);
      expect(explanation.check.verdict).not.toBe("wrong");
      expect(toText(explanation)).toContain("Forward pass");
    }
  });
});
