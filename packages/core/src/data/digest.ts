import { RowsInMemory } from "./rows-in-memory.js";

/**
 * A number that follows from every bit of all inputs and targets (FNV-1a, by words), which tells data from others;
 * `undefined` of what isn't held in memory, and may be read in another way each time.
 */
export function digestOf(data: object): number | undefined {
  if (!RowsInMemory.isOne(data)) return undefined;
  const { inputs, targets } = RowsInMemory.arraysOf(data);
  let digest = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of [inputs, targets]) {
    for (const word of new Int32Array(buffer, byteOffset, byteLength / 4))
      digest = Math.imul(digest ^ word, 0x01000193);
  }
  return digest;
}
