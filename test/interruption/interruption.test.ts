import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const config = "interruption/fixture.config.ts";
const limits = { timeout: 120_000, interval: 50 };

test("a run of tests that is ended leaves nothing running", async () => {
  const folder = await mkdtemp(join(tmpdir(), "nn-interruption-"));
  const file = join(folder, "running");
  const options = {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, RUNNING: file },
    stdio: "ignore",
  } as const;
  const interrupted = spawn(process.execPath, [vitest, "run", "--config", config], options);
  try {
    const text = await vi.waitFor(async () => {
      const text = await readFile(file, "utf8");
      expect(text).toMatch(/all$/);
      return text;
    }, limits);
    const started = text.split(" ").slice(0, 2).map(Number);
    expect(started.map(isRunning)).toEqual([true, true]);
    // Which leaves it no time to clean up.
    interrupted.kill("SIGKILL");
    await vi.waitFor(() => expect(started.map(isRunning)).toEqual([false, false]), limits);
  } finally {
    interrupted.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
