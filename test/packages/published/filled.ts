import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";

/** As long as a test may take. */
const MILLISECONDS = 300_000;

// The packages are packed beside the tests that come first.
const file = inject("filled");
const begun = Date.now();
while (!existsSync(file)) {
  if (Date.now() - begun > MILLISECONDS) throw new Error("The packages weren't packed within five minutes.");
  await setTimeout(100);
}
const { wrong } = JSON.parse(readFileSync(file, "utf8")) as { readonly wrong?: string };
if (wrong !== undefined) throw new Error(wrong);
