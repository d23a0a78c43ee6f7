import type { DataState } from "./state.js";

/** The lab's four people, and the two that it predicts: pounds and inches, and 1 for the label F. */
export const people: DataState = {
  rows: [
    { name: "Alice", features: [133, 65], target: 1 },
    { name: "Bob", features: [160, 72], target: 0 },
    { name: "Charlie", features: [152, 70], target: 0 },
    { name: "Diana", features: [120, 60], target: 1 },
  ],
  asked: [
    { name: "Emily", features: [128, 63] },
    { name: "Frank", features: [155, 68] },
  ],
  prepare: "lab",
};
