import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { defaultBackend, Sequential } from "@nn/core";
import type { Optimizer } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, LBFGS, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { people } from "../fixtures/people.mjs";

setFlagsFromString("--expose-gc");
const collectYoung = runInNewContext("() => gc({ type: 'minor' })") as () => void;

/** Some descriptions, the arrays' bookkeeping, and what the engine still compiles; all that a training makes would be 50 kB. */
const MOST_BYTES = 30_000;
/** How many trainings come between two collections: the last one of them may still be held. */
const TRAININGS = 20;

function oldBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space")!.space_used_size;
}

async function train(optimizer: () => Optimizer, callbacks: boolean): Promise<void> {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
  await network.fit(people, {
    loss: meanSquaredError,
    optimizer: optimizer(),
    epochs: 300,
    batchSize: 4,
    ...(callbacks && { callbacks: [{ name: "nothing", reported: () => undefined }] }),
  });
}

const kinds: [string, () => Optimizer, boolean][] = [
  ["SGD", () => new SGD({ learningRate: 0.1 }), false],
  ["Adam, with a callback", () => new Adam(), true],
  ["L-BFGS, which evaluates the loss", () => new LBFGS(), false],
];

test.skipIf(defaultBackend().name !== "wasm").each(kinds)(
  "what a short training has made is let go of by the collections of young objects: %s",
  async (_, optimizer, callbacks) => {
    const survived: number[] = [];
    for (let round = 0; round < 9; round++) {
      for (let i = 0; i < 3; i++) collectYoung();
      const before = oldBytes();
      for (let i = 0; i < TRAININGS; i++) await train(optimizer, callbacks);
      for (let i = 0; i < 3; i++) collectYoung();
      survived.push((oldBytes() - before) / TRAININGS);
    }
    // The engine still compiles in the first rounds, and what it makes for that is old.
    const [median] = survived
      .slice(2)
      .sort((a, b) => a - b)
      .slice(3);
    expect(median).toBeLessThan(MOST_BYTES);
  },
);
