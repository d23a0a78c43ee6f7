import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const scripts = fileURLToPath(new URL("../../scripts", import.meta.url));

/** Replaces npx: notes what it was asked for, and installs two packages, or does what FAILURE says. */
const NPX = `
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
appendFileSync(process.env.LOG, "install " + process.argv.slice(2).filter((word) => /^(pnpm@|install|@|--filter|gender)/.test(word)).join(" ") + "\\n");
if (process.env.FAILURE === "killed") process.kill(process.pid, "SIGKILL");
if (process.env.FAILURE) { console.error(process.env.FAILURE); process.exit(1); }
for (const [folder, name] of [["packages/core", "left"], ["examples/gender-prediction", "typescript"], ["examples/gender-prediction", "@nn/core"], ["test", "vitest"], ["packages/data", "unneeded"]]) {
  mkdirSync(folder + "/node_modules/" + name + "/bin", { recursive: true });
  writeFileSync(folder + "/node_modules/" + name + "/package.json", "{}");
}
mkdirSync("node_modules", { recursive: true });
writeFileSync("examples/gender-prediction/node_modules/typescript/package.json", "{}");
writeFileSync("examples/gender-prediction/node_modules/typescript/bin/tsc", process.env.TSC);
`;
/** Replaces the compiler: copies the sources, and notes their contents as tsc does. */
const TSC = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
appendFileSync(process.env.LOG, "compile\\n");
for (const [folder, file] of [["packages/core", "index"], ["examples/gender-prediction", "main"]]) {
  const text = readFileSync(folder + "/src/" + file + ".ts", "utf8");
  if (text.includes("syntax error")) process.exit(2);
  mkdirSync(folder + "/dist", { recursive: true });
  writeFileSync(folder + "/dist/" + file + ".js", text);
  writeFileSync(folder + "/dist/tsconfig.tsbuildinfo", text);
}
`;

const MANIFESTS = {
  ".": { packageManager: "pnpm@1.2.3" },
  "packages/core": { name: "@nn/core", devDependencies: { left: "1.0.0" } },
  "packages/data": { name: "@nn/data", dependencies: { unneeded: "1.0.0" } },
  "examples/gender-prediction": {
    name: "gender-prediction",
    dependencies: { "@nn/core": "workspace:^" },
    devDependencies: { typescript: "6.0.3" },
  },
  test: { name: "@nn/test", devDependencies: { vitest: "4.1.12" } },
};

/** What a run of the set-up came to. */
export interface Run {
  readonly status: number | null;
  /** What was asked of pnpm and of the compiler, a line each. */
  readonly did: readonly string[];
  readonly said: string;
}

/** A small clone with the real set-up script in it, and replacements of npx and the compiler. */
export class Checkout {
  readonly folder: string;

  constructor(folder: string = join(mkdtempSync(join(tmpdir(), "nn set-up é ")), "nn")) {
    this.folder = folder;
  }

  static make(): Checkout {
    const checkout = new Checkout();
    for (const [folder, manifest] of Object.entries(MANIFESTS)) {
      checkout.write(`${folder}/package.json`, JSON.stringify(manifest));
    }
    checkout.write("pnpm-workspace.yaml", "packages:\n  - packages/*\n  - examples/*\n  - test\n\nsavePrefix: ''\n");
    checkout.write("pnpm-lock.yaml", "lockfileVersion: 9\n");
    checkout.write("tsconfig.base.json", "{}");
    checkout.write("packages/core/src/index.ts", "// core\n");
    checkout.write("packages/data/src/index.ts", "// data\n");
    checkout.write("examples/gender-prediction/src/main.ts", "// main\n");
    checkout.write("npm/npm-cli.js", "");
    checkout.write("npm/npx-cli.js", NPX);
    cpSync(scripts, join(checkout.folder, "scripts"), { recursive: true });
    return checkout;
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** `node scripts/setup.mjs start`, as npm runs it; with a failure, the replacement of npx ends so. */
  setUp(what: "start" | "all", failure = ""): Run {
    const log = `${this.folder}.log`;
    writeFileSync(log, "");
    const { status, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs", what], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        npm_execpath: join(this.folder, "npm/npm-cli.js"),
        LOG: log,
        FAILURE: failure,
        TSC,
      },
    });
    const did = readFileSync(log, "utf8").split("\n").filter(Boolean);
    return { status, did, said: stderr };
  }

  /** As `cp -r` copies: to another place, with the times of now. */
  copy(): Checkout {
    const copy = new Checkout(`${this.folder} copy`);
    cpSync(this.folder, copy.folder, { recursive: true, verbatimSymlinks: true });
    return copy;
  }

  /** When which file was written. */
  times(): Record<string, number> {
    const files = readdirSync(this.folder, { recursive: true, encoding: "utf8" });
    return Object.fromEntries(files.map((file) => [file, statSync(join(this.folder, file)).mtimeMs]));
  }
}
