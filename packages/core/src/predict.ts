/**
 * `@nn/core/predict`: a trained network for programs that don't train it.
 *
 * @module
 */
export type { SavedNetworkOptions } from "./saved-network.js";
export { SavedNetwork } from "./saved-network.js";
