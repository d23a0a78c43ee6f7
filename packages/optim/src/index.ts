export type { AdamOptions } from "./adam.js";
export { Adam } from "./adam.js";
export { optimizerKinds } from "./kinds.js";
export type { RMSpropOptions } from "./rmsprop.js";
export { RMSprop } from "./rmsprop.js";
export type { SGDOptions } from "./sgd.js";
export { SGD } from "./sgd.js";
