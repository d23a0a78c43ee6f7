/**
 * @module
 * @mergeModuleWith <project>
 */
export * from "@nn/core";
export * from "@nn/core/backend";
export * from "@nn/core/callbacks";
export * from "@nn/core/component";
export * from "@nn/core/types";
export * from "@nn/data";
export * from "@nn/layers";
export * from "@nn/losses";
export * from "@nn/optim";
