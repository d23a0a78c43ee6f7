import { Sequential } from "@nn/core";
import { type Company, type OwnReport, type OwnTrainingOptions, type Pause, runTraining } from "@nn/core/callbacks";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

export const build = () => new Sequential([new Dense(1, 1)], { seed: "own" });
export const made = () => ({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }) });

/** A training of one's own: epochs of one step each. What it does otherwise may be given. */
export function trained(
  network: Sequential,
  options: Partial<OwnTrainingOptions> = {},
  run?: (company: Company, step: () => OwnReport) => Generator<Pause | OwnReport, void>,
) {
  const trainer = network.trainer({ ...made(), batchSize: 1 });
  const epochs = options.epochs ?? 5;
  let epoch = 0;
  const step = (): OwnReport => ({ loss: trainer.step([1], [0]), epoch: epoch++ });
  const training = runTraining(network, { ...made(), onWarning() {}, ...options, epochs }, () => ({
    trainer,
    get epochs() {
      return epoch;
    },
    *run(company: Company) {
      if (run !== undefined) return yield* run(company, step);
      while (epoch < epochs) {
        const report = step();
        const pause = company.stepped();
        if (pause) yield pause;
        yield* company.reported(report, 0);
        yield report;
      }
    },
    history: ({ stopped }: Company) => `${epoch} epochs, ${stopped}`,
    state: () => trainer.state(),
  }));
  return { training, trainer };
}
