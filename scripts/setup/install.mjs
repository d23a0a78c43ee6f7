import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { wordsFor } from "./words.mjs";

/** A flaky network gets some tries, and none at all is told within seconds. */
const PATIENCE = ["fetch-retries=3", "fetch-retry-mintimeout=1000", "fetch-retry-factor=2"];
const OFFLINE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Has the pinned pnpm install what the lock file says; ends the process with a sentence where that fails. */
export function install(root, command, selection) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [program, first] = npx();
  const result = spawnSync(
    program,
    [
      ...first,
      "--yes",
      "--prefer-offline",
      ...PATIENCE.map((setting) => `--${setting}`),
      packageManager,
      "install",
      "--frozen-lockfile",
      "--prefer-offline",
      ...PATIENCE.map((setting) => `--config.${setting}`),
      // A node_modules that was made elsewhere, by another pnpm or for another user, is made anew without a question.
      "--config.confirm-modules-purge=false",
      ...selection,
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28, shell: first.length === 0 },
  );
  if (result.status === 0) return;
  const said = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}`.trim();
  const lines = said.split("\n");
  // Of a network that isn't there one line says enough, and the tools print a page.
  const shown = OFFLINE.test(said) ? [lines.find((line) => OFFLINE.test(line))] : lines.slice(-30);
  console.error([...shown, "", remedy(said, command, result.signal)].join("\n"));
  process.exit(1);
}

function remedy(said, command, signal) {
  const words = wordsFor(process.env);
  if (signal) return words.interrupted(command);
  return OFFLINE.test(said) ? words.offline(command) : words.failed(command);
}

/** How npx is started: by the npm that runs this, without a shell, so that no name of a folder needs quoting. */
function npx() {
  const npm = process.env.npm_execpath ?? "";
  return /npm-cli\.c?js$/.test(npm) ? [process.execPath, [join(dirname(npm), "npx-cli.js")]] : ["npx", []];
}
