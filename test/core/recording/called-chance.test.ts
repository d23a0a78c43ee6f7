import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { Dense, Dropout, Residual, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

/** The same layer, which doesn't say that it calls kernels alone: it is called at each step. */
function called(layer: Layer): Layer {
  const own = (pass: "forward" | "backward") => ({ value: (frame: never): void => layer[pass](frame) });
  return Object.create(layer, { forward: own("forward"), backward: own("backward") }) as Layer;
}

const data = {
  inputs: Array.from({ length: 10 }, (_, i) => [Math.sin(i), Math.cos(i)]),
  targets: Array.from({ length: 10 }, (_, i) => i % 2),
};

async function parametersWith(random: Layer): Promise<Record<string, number[]>> {
  const network = new Sequential([new Dense(2, 4, { activation: tanh }), random, new Dense(4, 1)], { seed: 1 });
  const options = { loss: meanSquaredError, optimizer: new Adam(), epochs: 4, batchSize: 4, evaluateEvery: 2 };
  await network.fit(data, options);
  return network.getParameters();
}

test.each([
  ["by itself", () => new Dropout(0.5), () => called(new Dropout(0.5))],
  ["within another one", () => new Residual([new Dropout(0.5)]), () => new Residual([called(new Dropout(0.5))])],
  ["around another one", () => new Residual([new Dropout(0.5)]), () => called(new Residual([new Dropout(0.5)]))],
])("a random layer that is called %s draws the numbers of each step", async (_, own, foreign) => {
  expect(await parametersWith(foreign())).toEqual(await parametersWith(own()));
});
