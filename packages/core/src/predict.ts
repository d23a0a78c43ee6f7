/**
 * `@nn/core/predict`: a trained network for programs that don't train it.
 *
 * @module
 */
export type { SavedNetworkOptions } from "./network/saved-network.js";
export { SavedNetwork } from "./network/saved-network.js";
