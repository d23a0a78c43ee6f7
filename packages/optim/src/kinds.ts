import type { Registrable } from "@nn/core/component";
import { Adam } from "./adam.js";
import { RMSprop } from "./rmsprop.js";
import { SGD } from "./sgd.js";

/**
 * All optimizers of this package, for a registry, which writes them down and makes them again.
 *
 * @example
 * new Registry(optimizerKinds).describe(new SGD({ learningRate: 0.1 })).settings;
 * // => { learningRate: 0.1, momentum: 0, nesterov: false }
 */
export const optimizerKinds: readonly Registrable[] = [Adam, RMSprop, SGD];
