export type { AdamOptions } from "./adam.js";
export { Adam } from "./adam.js";
export type { SGDOptions } from "./sgd.js";
export { SGD } from "./sgd.js";
