/**
 * @module
 * @mergeModuleWith <project>
 */
export * from "@nn/core";
export * from "@nn/data";
export * from "@nn/layers";
// The activation, as networks are made of it, and not the function of one number.
export { tanh } from "@nn/layers";
export * from "@nn/losses";
export * from "@nn/optim";
