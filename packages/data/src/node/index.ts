/**
 * `@nn/data/node`: tables from files, in Node. All else runs in pages as well.
 *
 * @module
 */

export { readTable } from "./read-table.js";
export { streamTable } from "./stream-table.js";
