import type { Sequential } from "@nn/core";
import { type ModuleOptions, type ModuleTraining, toModule } from "@nn/formats";

/** What a module of a network offers. */
export interface NetworkModule {
  predict(inputs: unknown): unknown;
}

/** What one offers that trains. */
export interface TrainingModule extends NetworkModule {
  step(inputs: unknown, targets: unknown): number;
  getParameters(): Record<string, number[]>;
  setParameters(parameters: Readonly<Record<string, readonly number[]>>): void;
}

/** The module of a text. */
async function imported<Module>(text: string): Promise<Module> {
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as Module;
}

export function moduleOf(network: Sequential, options?: ModuleOptions): Promise<NetworkModule> {
  return imported(toModule(network, options));
}

export function trainingModuleOf(network: Sequential, training: ModuleTraining): Promise<TrainingModule> {
  return imported(toModule(network, { training }));
}
