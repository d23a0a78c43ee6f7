/**
 * `@nn/data/sets`: small real data sets, each of which is loaded when it is first asked for.
 *
 * @module
 */

export type { Digits } from "./digits.js";
export { digits } from "./digits.js";
export { iris, penguins, people } from "./tables.js";
