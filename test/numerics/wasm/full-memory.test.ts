import { defaultBackend, Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { FloatArray, Layer } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";
import { people } from "../../fixtures/people.mjs";

/** A memory that kernels reach is far larger than what plain loops work in. */
const isInMemory = ({ buffer }: FloatArray): boolean => buffer.byteLength >= 2 ** 21;

/** Copies, and keeps whether kernels would reach its arrays. */
class Copying implements Layer<never, never> {
  readonly name = "Copying";
  readonly keepsShape = true;
  readonly reached: Set<boolean> = new Set();
  outputShape = (input: readonly number[]): readonly number[] => input;
  parameters = (): Record<never, never> => ({});
  saved = (): Record<never, never> => ({});

  forward({ x, y, batch, outputSize }: Parameters<Layer["forward"]>[0]): void {
    this.reached.add(isInMemory(x) && isInMemory(y));
    for (let i = 0; i < batch * outputSize; i++) y[i] = x[i]!;
  }

  backward({ dx, dy, batch, outputSize }: Parameters<Layer["backward"]>[0]): void {
    for (let i = 0; dx !== null && i < batch * outputSize; i++) dx[i] = dy[i]!;
  }
}

interface Trained {
  readonly network: Sequential;
  /** Whether kernels reached all its arrays. */
  readonly isInside: boolean;
}

async function train(backend?: Backend): Promise<Trained> {
  const copying = new Copying();
  const layers = [new Dense(2, 2), copying, new Dense(2, 1)];
  const network = new Sequential(layers, { seed: "lab-0", ...(backend && { backend }) });
  await network.fit(people, { loss: meanSquaredError, optimizer: new Adam(), batchSize: 2, epochs: 20 });
  return { network, isInside: !copying.reached.has(false) };
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
  "where its memory is full, networks lie outside it, or have a backend with another one, and train to the same bits",
  async () => {
    const before = await train();
    const taken = takeAll();
    const outside = await train(defaultBackend());
    const others = [await train(), await train()];
    expect([before, outside, ...others].map(({ isInside }) => isInside)).toEqual([true, false, true, true]);
    expect(outside.network.backend.name).toBe("wasm + reference");
    for (const { network } of others) expect(network.backend.name).toBe("wasm");
    for (const { network } of [outside, ...others]) {
      expect(network.getParameters()).toEqual(before.network.getParameters());
      expect(network.predict([-7, -3])).toEqual(before.network.predict([-7, -3]));
    }
    expect(others[0]!.network.backend).toBe(others[1]!.network.backend);
    expect(taken.length).toBeGreaterThan(0);
  },
);
