import { Sequential } from "@nn/core";
import type { FileOptions } from "@nn/formats";
import type { StoredNetwork } from "./stored-network.js";

/** A network that has learnt for some steps, and what a file has beside it. */
export interface Stored {
  readonly network: Sequential;
  readonly more: FileOptions;
  /** What it is asked. */
  readonly asked: unknown;
}

/** The network of a row, and the state of its training, in which it can go on. */
export async function trained(row: StoredNetwork): Promise<Stored> {
  const { layers, inputShape, dtype = "float64", pipeline, loss, optimizer, inputs, targets, rows = inputs } = row;
  const options = { dtype, seed: "stored", ...(inputShape && { inputShape }), ...(pipeline && { pipeline }) };
  const network = new Sequential([...layers()], options) as unknown as Sequential;
  const data = { inputs, targets } as never;
  const running = network.fit(data, { loss, optimizer, epochs: 4, batchSize: 2, onWarning: () => {} });
  let fit: FileOptions["fit"];
  for await (const { epoch } of running) if (epoch === 2) fit = running.state();
  const history = await running;
  const trainer = network.trainer({ loss, optimizer, batchSize: inputs.length });
  for (let step = 0; step < 3; step++) trainer.step(inputs as never, targets as never);
  return { network, more: { history, fit: fit!, training: trainer.state(), loss, optimizer }, asked: rows };
}
