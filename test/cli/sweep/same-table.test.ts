import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@nn/core";
import { afterAll, expect, test } from "vitest";
import { MAIN, nn, removeFolders } from "../harness.js";
import { RedisServer, redisProgram } from "./redis.js";
import { byIndices, right, sweepFolder, tableIn } from "./sweep-folder.js";

/** More of them by `npm run check:sweeps`. */
const TRIALS = Number(process.env.SWEEP_TRIALS ?? 12);
const PROCESSES = TRIALS > 12 ? 4 : 2;
/** How many workers of the queue are killed in all. */
const KILLED = TRIALS > 12 ? 20 : 2;

const workers = new Set<ChildProcess>();

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await removeFolders();
});

test("one process, several processes and indices give the same table", async () => {
  const folder = await sweepFolder({ sweep: { trials: TRIALS } });
  await right(folder, "sweep sweep.jsonc --processes 1 --into one");
  await right(folder, `sweep sweep.jsonc --processes ${PROCESSES} --into several`);
  const table = await tableIn(folder, "one");
  expect(await tableIn(folder, "several")).toBe(table);
  expect(await byIndices(folder, [TRIALS])).toBe(table);
  expect(table.trim().split("\n")).toHaveLength(TRIALS + 1);
});

test.skipIf(redisProgram() === undefined)(
  "a queue does, whose workers are killed and whose server is restarted: apt-get install redis-server",
  async () => {
    const folder = await sweepFolder({ sweep: { trials: TRIALS, method: "halving", leastEpochs: 1 } });
    // Workers read the table's own bytes, here those of UTF-16, as spreadsheets write them.
    const table = join(folder, "penguins.csv");
    await writeFile(table, `\ufeff${await readFile(table, "utf8")}`, "utf16le");
    const server = await RedisServer.begin(folder);
    const worker = (): ChildProcess => {
      const child = spawn(process.execPath, [MAIN, "worker", "--connect", server.url, "--patience", "1"], {
        stdio: "ignore",
        // What a worker that is killed leaves behind goes with the folder.
        env: { ...process.env, TMPDIR: folder },
      });
      workers.add(child);
      return child;
    };
    try {
      for (let i = 0; i < PROCESSES; i++) worker();
      let isServed = false;
      const serving = nn(folder, `sweep serve sweep.jsonc --redis ${server.url} --into queue`).finally(() => {
        isServed = true;
      });
      const results = async () => (await readdir(join(folder, "queue", "trials")).catch(() => [])).length;
      const random = seededRandom("kills");
      let isRestarted = false;
      for (let killed = 0; !isServed && killed < KILLED; killed++) {
        const until = ((killed + 1) * TRIALS) / (KILLED + 1);
        while (!isServed && (await results()) < until) await sleep(10 + 40 * random());
        const victims = [...workers];
        const victim = victims[Math.floor(random() * victims.length)]!;
        workers.delete(victim);
        victim.kill("SIGKILL");
        worker();
        if (isRestarted || killed < KILLED / 2) continue;
        isRestarted = true;
        await server.kill();
        await server.begin();
      }
      const { code, stderr } = await serving;
      expect([code, stderr]).toEqual([0, expect.stringContaining("queue has results.csv")]);
      expect(isRestarted).toBe(true);
      const going = Math.floor(TRIALS / 3);
      expect(await tableIn(folder, "queue")).toBe(await byIndices(folder, [TRIALS, going]));
      expect(await results()).toBe(TRIALS + going);
    } finally {
      await server.kill();
    }
  },
);

test("a queue that isn't there is named, without its password", async () => {
  const folder = await sweepFolder();
  const { code, stderr } = await nn(folder, "sweep serve sweep.jsonc --redis redis://:secret@127.0.0.1:1");
  expect([code, stderr]).toEqual([
    3,
    "nn sweep serve: No Redis or Valkey answers at redis://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.\n",
  ]);
  const french = await nn(folder, "worker --connect redis://127.0.0.1:1 --lang fr");
  expect(french.stderr).toContain("nn worker: Aucun Redis ou Valkey ne répond à redis://127.0.0.1:1\u00a0: ");
  expect((await nn(folder, "worker")).stderr).toContain("nn worker needs --connect");
});
