import { Sequential } from "@nn/core";
import { type Layer, Registry, sizeOf } from "@nn/core/component";
import { explain, parameterNames } from "@nn/explain";
import { Activate, layerKinds } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";
import { activations, layers } from "../../contracts/components.js";
import { silent } from "./silent.js";

/*
 * Where a function has no derivative, or several numbers are the largest, there is a choice. What an explanation has by formulas
 * is the one that the layer's own pass makes, which it has where the layer says no formulas.
 */

const registry = new Registry(layerKinds);

function expectSameChoice(layer: Layer, inputShape: readonly number[], gain: number): void {
  const copy = (): Layer => registry.make(JSON.parse(JSON.stringify(registry.describe(layer))));
  const [byFormulas, byPasses] = [copy(), silent(copy())].map((one) => {
    const network: Sequential = new Sequential([new Scale() as Layer, one], { inputShape, seed: 1 });
    const gains = Array.from({ length: sizeOf(inputShape) }, () => gain);
    network.setParameters({ ...network.getParameters(), "0.gain": gains } as never);
    const input = filled(inputShape, () => 1);
    const target = filled(network.stack.outputShape, (i) => 3 - 8 * (i % 2));
    const names = parameterNames(network).filter(({ fullName }) => fullName === "0.gain");
    const asked = { input, target, loss: meanSquaredError };
    return [...new Set([names[0]!, names.at(-1)!])].map(
      ({ name }) => explain(network, { ...asked, parameter: name } as never).gradient,
    );
  });
  for (const [i, gradient] of byFormulas!.entries()) expect(gradient).toBeCloseTo(byPasses![i]!, 12);
}

/** Nested numbers of a shape, each by its place along the last axis. */
function filled([length, ...inner]: readonly number[], number: (i: number) => number): unknown {
  return Array.from({ length: length! }, (_, i) => (inner.length === 0 ? number(i) : filled(inner, number)));
}

/** Those that have one. */
const bent = activations.filter(({ activation }) => /max|min|abs|sign|step/.test(activation.formula!.value));

test.each(bent.map((row) => [row.activation.name, row.activation] as const))("%s", (_, activation) => {
  for (const z of [-3, -1, 0, 0.5, 1, 3, 6]) expectSameChoice(new Activate(activation), [1], z);
});

const behindZeros = layers.filter(({ layer }) => layer.indexCount === undefined);

test.each(behindZeros.map((row) => [row.layer.name, row] as const))("%s, where all is 0", (_, { layer, options }) => {
  expectSameChoice(layer, options?.inputShape ?? layer.inputShape!, 0);
});
