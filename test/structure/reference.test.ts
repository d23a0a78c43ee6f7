import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../packages");
const packages = readdirSync(root);

test("the reference has a page of its own for each package", () => {
  expect(packages.length).toBeGreaterThan(5);
  // A package of several entries is one in the reference if its main one is merged with it. One of a single entry would be
  // merged with the whole reference, and have no page.
  for (const name of packages) {
    const { exports, private: isPrivate } = JSON.parse(readFileSync(join(root, name, "package.json"), "utf8")) as {
      exports: Record<string, object>;
      private?: boolean;
    };
    // It is published inside another one.
    if (isPrivate) continue;
    const entries = Object.keys(exports).filter((entry) => !entry.endsWith(".json"));
    const main = readFileSync(join(root, name, "src", "index.ts"), "utf8");
    // What has nothing of its own belongs to no page.
    if (main.includes('export * from "@nn/')) continue;
    expect(main.includes("@mergeModuleWith <project>"), name).toBe(entries.length > 1);
  }
});
