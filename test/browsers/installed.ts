import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserType, chromium, firefox, type LaunchOptions } from "playwright-core";
import { inject } from "vitest";

const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox", // It doesn't start as root with one.
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface InstalledBrowser {
  readonly name: string;
  /** What Debian calls it. */
  readonly debianPackage: string;
  /** Where the machine has it, if it has. */
  readonly path: string | undefined;
  /** What it is started with. */
  readonly options: LaunchOptions;
  /** One that was started for this process, with nothing open; closing it closes what was opened. */
  launch(): Promise<Browser>;
}

// The same engine without a window of its own takes less than half the computing.
const chromiumPath = find(["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"], {
  darwin: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  win32: "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
});
const firefoxPath = find(["firefox-esr", "firefox"], {
  darwin: "/Applications/Firefox.app/Contents/MacOS/firefox",
  win32: "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
});

/** The browsers that people use, as their makers or Debian build them: nothing is downloaded. */
export const browsers: readonly InstalledBrowser[] = [
  installed("Chromium", "chromium-headless-shell", chromium, chromiumPath, { args: CHROMIUM_FLAGS }),
  // The channel stands for Mozilla's own Firefox, which is driven over WebDriver BiDi.
  installed("Firefox", "firefox-esr", firefox, firefoxPath, { channel: "moz-firefox" }),
];

function installed(
  name: string,
  debianPackage: string,
  type: BrowserType,
  path: string | undefined,
  options: LaunchOptions,
): InstalledBrowser {
  return {
    name,
    debianPackage,
    path,
    options: { ...options, ...(path !== undefined && { executablePath: path }) },
    launch: async () => {
      if (path === undefined) throw new Error(`${name} isn't installed. On Debian: apt-get install ${debianPackage}`);
      const answer = await fetch(`${inject("browsers")}/${name}/${process.env.VITEST_POOL_ID}`);
      const told = await answer.text();
      if (!answer.ok) throw new Error(told);
      return type.connect(told);
    },
  };
}

function find(commands: readonly string[], places: Partial<Record<NodeJS.Platform, string>>): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = places[process.platform];
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...(usual === undefined ? [] : [usual]),
  ].find((path) => existsSync(path));
}
