/**
 * `@nn/formats/node`: networks in files, in Node. All else runs in pages as well.
 *
 * @module
 */

export { load } from "./load.js";
export { save } from "./save.js";
