import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { browsers } from "../../browsers/installed.js";
import { type Answer, built, bundled, bundlers, inDevelopment, inNode, program, project } from "../bundlers.js";

const { consumer } = inject("workbench");

describe("what a bundler makes of a program with a pool", () => {
  const right = { name: "wasm, 2 workers", warnings: [], prediction: expect.any(Number) };
  const page = { page: "./page.js" };
  const beside = { ...page, "pool-worker": "@nn/core/pool-worker" };
  const lost = (address: string): object => ({
    name: "wasm",
    warnings: [
      `There is no pool of workers, and networks train on one core: a thread with the script ${address} didn't start: ` +
        'REASON. The script is "@nn/core/pool-worker": where a bundler loses it, say where it is, as in ' +
        "workerPool({ thread: address }).",
    ],
  });
  const withoutReason = ({ name, warnings }: Answer): object => ({
    name,
    warnings: warnings.map((warning) =>
      warning.replace(/(didn't start: ).*(\. The script)/s, "$1REASON$2").replace(/:\d+/, ""),
    ),
  });

  describe.each(Object.entries(bundlers))("%s, in Node", (name, bundle) => {
    test("finds the threads' script where that is bundled beside it, and says what to do where it isn't", async () => {
      const root = await project(consumer, `${name}-node`, program());
      const address = pathToFileURL(join(root, "pool-worker.js")).href;
      expect(withoutReason(await inNode(root, await bundle(root, page)))).toEqual(lost(address));
      expect(await inNode(root, await bundle(root, beside))).toEqual(right);
    });
  });

  const { path, launch } = browsers.find(({ name }) => name === "Chromium")!;
  // Where the tests decide something, a browser that is missing must not look like one that passes.
  describe.skipIf(path === undefined && !process.env.CI)("in Chromium (skipped where it isn't installed)", () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    test.each(Object.entries(bundlers))("%s: the same", async (name, bundle) => {
      const root = await project(consumer, name, program());
      const alone = withoutReason(await bundled(browser, await bundle(root, page)));
      expect(alone).toEqual(lost("http://127.0.0.1/pool-worker.js"));
      expect(await bundled(browser, await bundle(root, beside))).toEqual(right);
      const elsewhere = await project(consumer, `${name}-elsewhere`, program('new URL("/threads.js", location)'));
      const entries = { ...page, threads: "./threads.js" };
      expect(await bundled(browser, await bundle(elsewhere, entries))).toEqual(right);
    });

    test("Vite: in development, with or without the script's address, and built", async () => {
      const root = await project(consumer, "vite", program());
      const address = await project(
        consumer,
        "vite-address",
        program("thread", 'import thread from "@nn/core/pool-worker?worker&url";'),
      );
      expect(await inDevelopment(browser, root)).toEqual(right);
      expect(await inDevelopment(browser, root, { optimizeDeps: { exclude: ["@nn/core"] } })).toEqual(right);
      expect(await inDevelopment(browser, address)).toEqual(right);
      expect(await built(browser, root)).toEqual(right);
      expect(await built(browser, address)).toEqual(right);
    });
  });
});
