import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "../child.js";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** The folder of the site, which `npm test` makes before it runs any test. */
export const site = fileURLToPath(new URL("../../site/", import.meta.url));

/** Makes the site where it isn't there yet, as when a test is run by itself. */
export async function madeSite(): Promise<void> {
  if (!existsSync(`${site}index.html`)) await run("npm", ["run", "check:site"], { cwd: tests });
}

/** All files of the site, by their addresses in it. */
export const filesOfSite = (): string[] =>
  readdirSync(site, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
