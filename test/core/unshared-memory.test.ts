import { defaultBackend, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test, vi } from "vitest";

test.skipIf(!("WebAssembly" in globalThis))(
  "where memory can't be shared, the backend has one of its own",
  async () => {
    // Before anything asks for the backend, which is chosen once.
    vi.stubGlobal("SharedArrayBuffer", undefined);
    expect(defaultBackend().name).toBe("wasm");
    const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
    expect(network.parameters.block.buffer).toBeInstanceOf(ArrayBuffer);
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1, epochs: 1000 };
    await network.fit(
      {
        inputs: [
          [-2, -1],
          [25, 6],
          [17, 4],
          [-15, -6],
        ],
        targets: [1, 0, 0, 1],
      },
      options,
    );
    expect(network.predict([-7, -3])[0]).toBeGreaterThan(0.9);
  },
);
