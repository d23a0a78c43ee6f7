import type { Warning } from "./warning.js";

/** A training that is awaited while the loop over its own reports stands still. */
export function describeAwaited(progress: string): Warning {
  const message =
    `A training has been awaited for a second while the for await loop over its reports stands ${progress}. ` +
    "If that await is in the body of the loop, neither will ever go on: await the training after the loop.";
  return { kind: "awaited in its loop", message };
}
