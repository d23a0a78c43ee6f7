import type { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect } from "vitest";

/** Compares the gradients of a whole network with central differences, parameter by parameter. */
export function expectGradients(network: Sequential<readonly Layer[]>, inputs: unknown, targets: unknown): void {
  const loss = meanSquaredError;
  const data = { inputs, targets } as { inputs: number[][]; targets: number[][] };
  const { length } = data.inputs;
  const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 0 }), batchSize: length });
  trainer.step(data.inputs as never, data.targets as never);
  const gradients = trainer.gradients();
  const claims = Object.entries(network.getParameters()).map(([name, values]) => {
    return [name, { values: Float64Array.from(values), gradient: gradients[name]! }] as const;
  });
  const measured = (): number => {
    network.setParameters(Object.fromEntries(claims.map(([name, { values }]) => [name, Array.from(values)])));
    return network.evaluate(data as never, { loss }).loss;
  };
  checkGradients(measured, Object.fromEntries(claims));
  for (const [name, { gradient }] of claims) expect(Math.max(...gradient.map(Math.abs)), name).toBeGreaterThan(0);
}
