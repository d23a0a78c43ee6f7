import { Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { type DType, sizeOf } from "@nn/core/component";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { hashOf } from "../reproducibility/trainings.mjs";
import { CLASSES, type TrainedLayers } from "./trained-layers/network.js";
import { trainedLayers } from "./trained-layers.js";

const [EXAMPLES, BATCH, EPOCHS] = [75, 32, 2] as const;

/** The network after some epochs, of which the last step is a smaller batch. */
export async function trained({ inputShape, layers }: TrainedLayers, backend: Backend, dtype: DType) {
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
export async function left(row: TrainedLayers, backend: Backend, dtype: DType): Promise<unknown> {
  const { network, losses } = await trained(row, backend, dtype);
  return { numbers: network.getParameters(), losses };
}

/** What the training of each network leaves, as a hash of all its digits. */
export async function leftByAll(backend: Backend, dtype: DType): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const row of trainedLayers) {
    hashes[row.name] = await hashOf(new TextEncoder().encode(JSON.stringify(await left(row, backend, dtype))));
  }
  return hashes;
}
