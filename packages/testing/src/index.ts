export { activationContract } from "./activation-contract.js";
export { backendContract } from "./backend-contract.js";
export type { ContractCheck } from "./contract.js";
export type { LossContractOptions } from "./figures.js";
export type { LayerContractOptions } from "./layer-contract.js";
export { layerContract } from "./layer-contract.js";
export { lossContract } from "./loss-contract.js";
export { metricContract } from "./metric-contract.js";
export { optimizerContract } from "./optimizer-contract.js";
