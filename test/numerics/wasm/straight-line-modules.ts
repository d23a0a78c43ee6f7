/** The type of what straight-line code is: of four whole numbers, giving a whole number. */
const TYPE = "96,4,127,127,127,127,1,127";

/** Whether a module is the straight-line code of a tiny network, and not the function of a computation. */
export function isStraightLine(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 100).join(",").includes(TYPE);
}
