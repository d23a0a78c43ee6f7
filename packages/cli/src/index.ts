/**
 * `@nn/cli`: the command `nn`. Programs find here what a configuration in TypeScript is written with.
 *
 * @module
 */

export { defineTraining } from "./configuration/define-training.js";
export type { SpaceOfSetting, SweepConfiguration } from "./configuration/sweep-types.js";
export type {
  ColumnsConfiguration,
  Component,
  ComponentInShort,
  Configuration,
  DataConfiguration,
  NetworkConfiguration,
  StopEarlyConfiguration,
  TrainingConfiguration,
} from "./configuration/types.js";
