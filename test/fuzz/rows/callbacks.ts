import type { EpochReport } from "@nn/core";
import {
  EarlyStopping,
  type FitView,
  LearningRateFinder,
  MeanBatchLoss,
  ReduceLearningRateOnPlateau,
  runTraining,
} from "@nn/core/callbacks";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { type Row, rowsOf } from "../row.js";
import { network } from "./core-values.js";

const report = (): EpochReport => ({ epoch: 0, loss: 1 });
const view = (): FitView => {
  const own = network();
  const trainer = own.trainer({
    loss: { name: "none", value() {}, gradient() {} },
    optimizer: { name: "none", slots: [], update() {} },
    batchSize: 1,
  });
  return {
    network: own,
    step: 0,
    epoch: 1,
    epochs: 1,
    loss: 1,
    rateScale: 1,
    gradients: () => trainer.gradients(),
    state: () => {
      throw new TypeError("not asked for");
    },
  };
};

const kinds = { EarlyStopping, ReduceLearningRateOnPlateau };

/** Wrong are the settings, and what is restored. */
export const callbackRows = rowsOf("@nn/core/callbacks", [
  ...Object.entries(kinds).flatMap(([name, Kind]): Omit<Row, "of">[] => [
    {
      name: `new ${name}`,
      right: () => [{ monitor: "loss", better: "less", minDelta: 0, patience: 2 }],
      call: (options: object) => {
        const callback = new Kind(options);
        callback.started();
        callback.reported(report(), view());
      },
    },
    { name: `${name}.state`, right: () => [], call: (...given: []) => new Kind().state(...given) },
    {
      name: `${name}.restore`,
      right: () => [new Kind().state()],
      call: (state: unknown) => new Kind().restore(state),
    },
  ]),
  {
    name: "new LearningRateFinder",
    right: () => [{ from: 0.001, to: 0.1, steps: 5 }],
    call: (options: object) => {
      const finder = new LearningRateFinder(options);
      const run = view();
      finder.started(run);
      finder.stepped(run);
      finder.ended(run);
    },
  },
  { name: "new MeanBatchLoss", right: () => [], call: (...given: []) => new MeanBatchLoss(...given).losses },
  { name: "MeanBatchLoss.state", right: () => [], call: (...given: []) => new MeanBatchLoss().state(...given) },
  {
    name: "MeanBatchLoss.restore",
    right: () => [new MeanBatchLoss().state()],
    call: (state: unknown) => new MeanBatchLoss().restore(state),
  },
  {
    name: "runTraining",
    right: () => {
      const own = network();
      const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }) };
      const made = () => ({
        trainer: own.trainer({ ...options, batchSize: 1 }),
        epochs: 0,
        *run() {
          yield { epoch: 0, loss: 1 };
        },
        history: () => 1,
        state: () => 2,
      });
      return [own, { ...options, epochs: 1, callbacks: [], onWarning() {} }, made];
    },
    call: (...given: Parameters<typeof runTraining>) => runTraining(...given),
  },
]);
