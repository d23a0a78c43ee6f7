import { describe } from "vitest";
import { browsers, type InstalledBrowser } from "./installed.js";

/** The engine that most browsers have, whose driver can do most. */
export const chromium = browsers.slice(0, 1);

/**
 * Where a page's own code is tried, which is the same in whatever browser: in one, and by `npm run check:browsers` in each.
 * What differs most between browsers is tried in each: contracts, trainings, memory and threads, and a session in the workshop.
 */
export const tried = process.env.BROWSERS === "all" ? browsers : chromium;

/** Describes something in browsers: in each of them, unless others are given. */
export function inBrowsers(
  what: string,
  tests: (browser: InstalledBrowser) => void,
  some: readonly InstalledBrowser[] = browsers,
): void {
  for (const browser of some) {
    const { name, debianPackage, path } = browser;
    const title = `${what} in headless ${name} (skipped where it isn't installed: apt-get install ${debianPackage})`;
    describe.skipIf(path === undefined && !process.env.CI)(title, () => tests(browser));
  }
}
