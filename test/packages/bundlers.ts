import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as esbuild from "esbuild";
import type { Browser } from "playwright-core";
import { rolldown } from "rolldown";
import * as vite from "vite";
import { ISOLATION, serve } from "../browsers/server.js";
import { refuseWarning } from "./sizes.js";
import { run } from "./workbench.js";

/** What a program answers: its pool's name, what that warned of, and what a network predicts on it. */
export interface Answer {
  readonly name: string;
  readonly warnings: readonly string[];
  readonly prediction: number;
}

/** A program with a pool. `thread` is what it gives its pool, as code, and `imports` what stands before it. */
export const program = (thread = "undefined", imports = ""): string => `
import { Sequential, workerPool } from "@nn/core";
import { Dense } from "@nn/layers";
${imports}
async function run() {
  const warnings = [];
  const pool = await workerPool({ workers: 2, thread: ${thread}, warn: (message) => warnings.push(message) });
  const { name } = pool;
  const network = new Sequential([new Dense(256, 256)], { backend: pool, seed: 1 });
  const prediction = network.predict(new Float64Array(2048).fill(0.5))[0];
  await pool.close();
  return { name, warnings, prediction };
}
globalThis.answer = run();
if (typeof document === "undefined") console.log(JSON.stringify(await globalThis.answer));
`;

/** What a page answers. */
async function answerOf(browser: Browser, url: string): Promise<Answer> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction("globalThis.answer");
    return await page.evaluate<Answer>("globalThis.answer");
  } finally {
    await context.close();
  }
}

/** A project's folder with a program, its page, and a script of its own for the pool's threads. */
export async function project(consumer: string, name: string, code: string): Promise<string> {
  const folder = join(consumer, name);
  await mkdir(folder);
  await writeFile(join(folder, "page.js"), code);
  await writeFile(join(folder, "threads.js"), 'import "@nn/core/pool-worker";');
  await writeFile(join(folder, "index.html"), '<!doctype html><script type="module" src="page.js"></script>');
  return folder;
}

/** What a page of Vite's server for development answers. */
export async function inDevelopment(browser: Browser, root: string, config: vite.InlineConfig = {}): Promise<Answer> {
  const server = await vite.createServer({
    root,
    configFile: false,
    logLevel: "silent",
    cacheDir: join(root, ".vite"),
    server: { host: "127.0.0.1", port: 0, headers: ISOLATION },
    ...config,
  });
  try {
    await server.listen();
    return await answerOf(browser, `http://127.0.0.1:${(server.httpServer!.address() as AddressInfo).port}/`);
  } finally {
    await server.close();
  }
}

/** What a page answers whose scripts Vite has bundled. */
export async function built(browser: Browser, root: string): Promise<Answer> {
  const settings = { root, configFile: false, logLevel: "silent" } as const;
  await vite.build(settings);
  const server = await vite.preview({ ...settings, preview: { host: "127.0.0.1", port: 0, headers: ISOLATION } });
  try {
    return await answerOf(browser, `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}/`);
  } finally {
    await server.close();
  }
}

/** The files that a bundler makes of entries, by their names. */
export type Bundle = (root: string, entries: Readonly<Record<string, string>>) => Promise<ReadonlyMap<string, string>>;

export const bundlers: Readonly<Record<string, Bundle>> = {
  async esbuild(root, entries) {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: entries,
      bundle: true,
      format: "esm",
      outdir: "out",
      write: false,
    });
    return new Map(outputFiles.map(({ path, text }) => [path.slice(join(root, "out").length + 1), text]));
  },
  async rolldown(root, entries) {
    const bundle = await rolldown({ cwd: root, input: entries, onLog: refuseWarning });
    const { output } = await bundle.generate({ entryFileNames: "[name].js", chunkFileNames: "[name].js" });
    return new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code] as const] : [])));
  },
};

/** What Node answers that runs these scripts. */
export async function inNode(root: string, scripts: ReadonlyMap<string, string>): Promise<Answer> {
  for (const [name, code] of scripts) await writeFile(join(root, name), code);
  return JSON.parse(await run(process.execPath, ["page.js"], root)) as Answer;
}

/** What a page of these scripts answers. */
export async function bundled(browser: Browser, scripts: ReadonlyMap<string, string>): Promise<Answer> {
  const permissions = { crossOriginIsolated: true, webAssembly: true };
  const server = await serve({ scripts, permissions, onReport: () => {} });
  try {
    return await answerOf(browser, server.url);
  } finally {
    await server.close();
  }
}
