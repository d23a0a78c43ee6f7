/**
 * `@nn/formats/node`: networks in files, in Node. All else runs in pages as well.
 *
 * @module
 */

export type { CheckpointOptions } from "./checkpoint.js";
export { Checkpoint } from "./checkpoint.js";
export { load } from "./load.js";
export { save } from "./save.js";
export { readWhole, writeWhole } from "./whole-file.js";
