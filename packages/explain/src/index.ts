/**
 * @module
 * @mergeModuleWith <project>
 */

export type { ParameterName } from "./chain/names.js";
export { parameterNames } from "./chain/names.js";
export type { ExplainOptions } from "./explain.js";
export { explain } from "./explain.js";
export type * from "./explanation.js";
export type { FormulaActivation } from "./formula/activation.js";
export { activationFromFormula } from "./formula/activation.js";
export type { FormulaLoss } from "./formula/loss.js";
export { lossFromFormula } from "./formula/loss.js";
