import { Sequential } from "@nn/core";
import { defaultBackend, reference } from "@nn/core/backend";
import { type Activation, Computation, madeOfKernels } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const FORWARD = new Computation({ name: "cooled", arrays: ["a", "z"], scalars: ["t"], lines: ["a = z / t"] });
const BACKWARD = new Computation({ name: "cooled", arrays: ["dz", "da"], scalars: ["t"], lines: ["dz = da / t"] });
const TEMPERATURE = [4];

/** Its temperature goes by the name that updates have for the number of the step. */
const cooled: Activation = madeOfKernels<Activation>({
  name: "cooled",
  forward: (kernels, a, z, batch, size) => void kernels.compute(FORWARD, TEMPERATURE, batch, size, a, z),
  backward: (kernels, dz, da, _z, _a, batch, size) => void kernels.compute(BACKWARD, TEMPERATURE, batch, size, dz, da),
});

test.each([
  ["tiny", 3],
  ["larger", 40],
])("a scalar t of an activation is no number of a step, in a %s network", async (_, units) => {
  const trained = [defaultBackend(), reference].map(async (backend) => {
    const layers = [new Dense(2, units, { activation: cooled }), new Dense(units, 1)];
    const network = new Sequential(layers, { seed: 1, backend });
    const data = {
      inputs: [
        [1, 2],
        [3, -1],
        [0, 1],
      ],
      targets: [1, 0, 1],
    };
    const optimizer = new SGD({ learningRate: 0.1 });
    await network.fit(data, { loss: meanSquaredError, optimizer, batchSize: 1, epochs: 3 });
    return network.getParameters();
  });
  const [mine, its] = await Promise.all(trained);
  expect(mine).toEqual(its);
});
