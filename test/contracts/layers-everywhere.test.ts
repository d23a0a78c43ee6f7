import { defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type DType, sizeOf } from "@nn/core/component";
import { SavedNetwork } from "@nn/core/predict";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { beforeAll, describe, expect, test } from "vitest";
import { isCompiling } from "../core/recording/compiled.js";
import { watched } from "../core/recording/watched.js";
import { CLASSES, type TrainedLayers, trainedLayers } from "./trained-layers.js";

const [EXAMPLES, BATCH, EPOCHS] = [75, 32, 3] as const;

/** The network after some epochs, of which the last step is a smaller batch. */
async function trained({ inputShape, layers }: TrainedLayers, backend: Backend, dtype: DType) {
  const stack = layers();
  const words = stack[0]!.indexCount;
  const network = new Sequential([...stack], { inputShape, backend, dtype, seed: "everywhere" });
  const size = sizeOf(inputShape);
  const data = {
    inputs: Float64Array.from({ length: EXAMPLES * size }, (_, i) => {
      return words === undefined ? ((i * 7919) % 1000) / 500 - 1 : (i * 7919) % words;
    }),
    targets: Float64Array.from({ length: EXAMPLES * CLASSES }, (_, i) => (i % 11 === 0 ? 1 : 0)),
  };
  const options = { loss: meanSquaredError, optimizer: new Adam(), epochs: EPOCHS, batchSize: BATCH };
  const { reports } = await network.fit(data, { ...options, onWarning: () => {} });
  return { network, data, losses: reports.map(({ loss }) => loss) };
}

/** All that a training leaves: parameters, what layers remember, and the losses. */
async function left(row: TrainedLayers, backend: Backend, dtype: DType): Promise<unknown> {
  const { network, losses } = await trained(row, backend, dtype);
  return { numbers: network.getParameters(), losses };
}

describe.each(trainedLayers)("$name", (row) => {
  let pools: readonly Backend[];
  beforeAll(async () => {
    pools = await Promise.all([2, 3].map((workers) => workerPool({ workers })));
  });

  test.each(["float64", "float32"] as const)("has the bits of plain loops on every backend, %s", async (dtype) => {
    const plain = await left(row, reference, dtype);
    for (const backend of [defaultBackend(), ...pools]) expect(await left(row, backend, dtype)).toEqual(plain);
  });

  test.skipIf(!isCompiling)("is recorded as a whole", async () => {
    const { backend, recorded } = watched();
    await trained(row, backend, "float64");
    expect([...new Set(recorded)]).toEqual(["whole"]);
  });

  test("predicts the same each time, and where only its numbers were saved", async () => {
    const { network, data } = await trained(row, defaultBackend(), "float64");
    const predicted = network.predict(data.inputs);
    expect(network.predict(data.inputs)).toEqual(predicted);
    const saved = new SavedNetwork([...row.layers()], network.getParameters(), { inputShape: row.inputShape });
    expect(saved.predict(data.inputs)).toEqual(predicted);
  });
});
