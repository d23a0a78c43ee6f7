import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, firefox } from "playwright-core";

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

interface InstalledBrowser {
  readonly name: string;
  /** What Debian calls it. */
  readonly debianPackage: string;
  /** Where the machine has it, if it has. */
  readonly path: string | undefined;
  launch(): Promise<Browser>;
}

const chromiumPath = find(["chromium", "chromium-browser", "google-chrome"], {
  darwin: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  win32: "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
});
const firefoxPath = find(["firefox-esr", "firefox"], {
  darwin: "/Applications/Firefox.app/Contents/MacOS/firefox",
  win32: "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
});

/** The browsers that people use, as their makers or Debian build them: nothing is downloaded. */
export const browsers: readonly InstalledBrowser[] = [
  {
    name: "Chromium",
    debianPackage: "chromium",
    path: chromiumPath,
    launch: () => chromium.launch({ executablePath: chromiumPath!, args: CHROMIUM_FLAGS }),
  },
  {
    name: "Firefox",
    debianPackage: "firefox-esr",
    path: firefoxPath,
    // The channel stands for Mozilla's own Firefox, which is driven over WebDriver BiDi.
    launch: () => firefox.launch({ channel: "moz-firefox", executablePath: firefoxPath! }),
  },
];

function find(commands: readonly string[], places: Partial<Record<NodeJS.Platform, string>>): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = places[process.platform];
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...(usual === undefined ? [] : [usual]),
  ].find((path) => existsSync(path));
}
