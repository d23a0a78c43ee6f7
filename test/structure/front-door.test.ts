import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** So many names a newcomer can look through. Every exported value and type is one. */
const MOST_NAMES = 25;

test("@nn/core shows those who use networks at most 25 names", () => {
  const door = readFileSync(join(import.meta.dirname, "../../packages/core/src/index.ts"), "utf8");
  expect(door).not.toContain("export *");
  const lists = Array.from(door.matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, names]) => names!.split(","));
  const names = lists.flat().filter((name) => name.trim() !== "");
  expect(names.length).toBeGreaterThan(10);
  expect(names.length).toBeLessThanOrEqual(MOST_NAMES);
});
