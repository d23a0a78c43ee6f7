import { type Configuration, defineTraining } from "@nn/cli";
import { rowsOf } from "../row.js";

/** What a configuration in TypeScript is written with. */
export const cliRows = rowsOf("@nn/cli", [
  {
    name: "defineTraining",
    right: () => [
      {
        data: { file: "penguins.csv", validation: 0.2 },
        columns: { target: "species" },
        network: { layers: [{ kind: "Dense", units: 8 }, "Flatten"] },
        training: {
          loss: "meanSquaredError",
          optimizer: { kind: "SGD" },
          epochs: 2,
          batchSize: 4,
          metrics: ["accuracy"],
        },
      },
    ],
    call: (configuration: Configuration) => defineTraining(configuration),
  },
]);
