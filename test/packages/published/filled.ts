import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";

// The packages are packed beside the tests that come first.
const file = inject("filled");
while (!existsSync(file)) await setTimeout(100);
const wrong = readFileSync(file, "utf8");
if (wrong !== "") throw new Error(wrong);
