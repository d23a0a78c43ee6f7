import { defaultBackend, type FloatArray, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

const people = {
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
    [-15, -6],
  ],
  targets: [1, 0, 0, 1],
};

async function train(): Promise<Sequential> {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
  await network.fit(people, { loss: meanSquaredError, optimizer: new Adam(), batchSize: 2, epochs: 20 });
  return network;
}

/** Takes all that is left of the backend's memory, and gives what has to stay reachable for that. */
function takeAll(): FloatArray[] {
  const taken: FloatArray[] = [];
  const { buffer } = defaultBackend().allocate("float64", [1])[0]!;
  for (let length = 2 ** 27; length >= 1; ) {
    const array = defaultBackend().allocate("float64", [length])[0]!;
    if (array.buffer === buffer) taken.push(array);
    else length /= 2;
  }
  return taken;
}

test.skipIf(defaultBackend().name !== "wasm")(
  "networks that find no room in the backend's memory lie outside it, and train to the same bits",
  async () => {
    const inside = await train();
    const taken = takeAll();
    const outside = await train();
    expect(outside.parameters.block.buffer).not.toBe(taken[0]!.buffer);
    expect(outside.getParameters()).toEqual(inside.getParameters());
    expect(outside.predict([-7, -3])).toEqual(inside.predict([-7, -3]));
  },
);
