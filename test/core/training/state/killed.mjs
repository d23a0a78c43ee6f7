// Trains one of the networks below, and writes its state to a file at every second step. It may be told to kill itself, and
// goes on from the file where there is one. Prints a hash of all that the training has come to.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { defaultBackend, Sequential, workerPool } from "@nn/core";
import { reference } from "@nn/core/backend";
import { BatchNormalization, Dense, Dropout, LSTM, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { toTheBit } from "../../../fixtures/to-the-bit.mjs";

/** Families to come add a row each. */
const kinds = {
  momentum: {
    layers: () => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)],
    optimizer: () => new SGD({ learningRate: 0.05, momentum: 0.9 }),
  },
  Adam: {
    layers: () => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)],
    optimizer: () => new Adam({ learningRate: 0.05 }),
  },
  dropout: {
    layers: () => [new Dense(2, 6, { activation: tanh }), new Dropout(0.5), new Dense(6, 1)],
    optimizer: () => new Adam({ learningRate: 0.05 }),
  },
  normalization: {
    layers: () => [new Dense(2, 4), new BatchNormalization(), new Dense(4, 1)],
    optimizer: () => new SGD({ learningRate: 0.05, momentum: 0.9 }),
  },
  LSTM: {
    layers: () => [new LSTM(1, 4), new Dense(4, 1)],
    inputShape: [2, 1],
    optimizer: () => new Adam({ learningRate: 0.05 }),
  },
};

const backends = {
  default: () => defaultBackend(),
  reference: () => reference,
  pool: () => workerPool({ workers: 2 }),
};

/** @param {{ kind: string, dtype: string, backend: string, file?: string, killAt?: number }} task */
export async function train({ kind, dtype, backend, file, killAt }) {
  const { layers, optimizer, inputShape = [2] } = kinds[kind];
  const own = await backends[backend]();
  const network = new Sequential(layers(), { dtype, inputShape, seed: "killed", backend: own });
  const data = {
    inputs: Array.from({ length: 11 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]).map((row) =>
      inputShape.length === 1 ? row : row.map((number) => [number]),
    ),
    targets: Array.from({ length: 11 }, (_, i) => i % 2),
  };
  let hash;
  const keep = {
    name: "keep",
    stepped(run) {
      if (file !== undefined && run.step % 2 === 0) {
        // A file is either the old one or the new one, whenever the process ends.
        writeFileSync(`${file}.new`, serialize(run.state()));
        renameSync(`${file}.new`, file);
      }
      if (run.step === killAt) process.kill(process.pid, "SIGKILL");
    },
    ended(run) {
      hash = createHash("sha256").update(toTheBit(run.state())).digest("hex");
    },
  };
  const from = file !== undefined && existsSync(file) ? { from: deserialize(readFileSync(file)) } : {};
  const settings = { loss: meanSquaredError, optimizer: optimizer(), epochs: 6, batchSize: 3, evaluateEvery: 2 };
  await network.fit(data, { ...settings, ...from, callbacks: [keep] });
  await own.close?.();
  return { hash, from: from.from?.trainer.step };
}

if (process.argv[2] !== undefined) console.log(JSON.stringify(await train(JSON.parse(process.argv[2]))));
