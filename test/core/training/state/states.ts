import { deserialize, serialize } from "node:v8";
import { Sequential, type TrainerOptions } from "@nn/core";
import type { Layer, LearningRate, PartParameter } from "@nn/core/component";
import type { TrainerState } from "@nn/core/types";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect } from "vitest";

export const dense = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];
export const inputs = Array.from({ length: 8 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
export const targets = inputs.map((_, i) => i % 2);
const usual = () => ({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 4 });

export function trainerOf(options: Partial<TrainerOptions> = {}, layers: Layer[] = dense()) {
  const network = new Sequential(layers, { inputShape: [2], seed: "settings" });
  return { network, trainer: network.trainer({ ...usual(), ...options }) };
}

/** As a file has it. */
export function stateOf(options: Partial<TrainerOptions> = {}, layers?: Layer[]): TrainerState {
  const { trainer } = trainerOf(options, layers);
  for (let i = 0; i < 3; i++) trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
  return deserialize(serialize(trainer.state())) as TrainerState;
}

/** What restoring says; nothing moves then. */
export function refusal(
  state: TrainerState,
  options: Partial<TrainerOptions>,
  layers?: Layer[],
  changed?: string[],
): string {
  const { network, trainer } = trainerOf(options, layers);
  const before = network.getParameters();
  try {
    trainer.restore(state, changed && { changed });
    return "restored";
  } catch (error) {
    expect(network.getParameters()).toEqual(before);
    expect(trainer.stepCount).toBe(0);
    return String(error);
  }
}

export const sgd = (learningRate: LearningRate) => ({ optimizer: new SGD({ learningRate }) });
/** The parameters of the first layer. */
export const first = ({ fullName }: PartParameter) => fullName.startsWith("0.");
