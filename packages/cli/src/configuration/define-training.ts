import { OptionError } from "@nn/core";
import { Complaint } from "../program/errors/complaint.js";
import { checkConfiguration } from "./check.js";
import type { Configuration } from "./types.js";

/**
 * A configuration in TypeScript, checked: the default export of a file that `nn train` is given.
 *
 * @throws OptionError for what is no configuration, with its place and what is expected there.
 *
 * @example
 * const configuration = defineTraining({
 *   data: { file: "penguins.csv", validation: 0.2 },
 *   columns: { target: "species" },
 *   network: { layers: [{ kind: "Dense", units: 8, activation: "tanh" }, { kind: "Dense", activation: "softmax" }] },
 *   training: { loss: "categoricalCrossEntropy", optimizer: { kind: "Adam", learningRate: 0.01 }, epochs: 40, batchSize: 16 },
 * });
 * configuration.training.epochs; // => 40
 */
export function defineTraining(configuration: Configuration): Configuration {
  try {
    return checkConfiguration(configuration, "The configuration", () => undefined);
  } catch (error) {
    throw error instanceof Complaint ? new OptionError(error.message) : error;
  }
}
