/**
 * @module
 * @mergeModuleWith <project>
 */
export * from "@nn/core";
export * from "@nn/data";
export * from "@nn/layers";
export * from "@nn/losses";
export * from "@nn/optim";
