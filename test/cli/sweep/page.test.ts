import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { folderWith, nn, removeFolders } from "../harness.js";
import { RedisServer, redisProgram } from "./redis.js";
import { tableIn } from "./sweep-folder.js";

afterAll(removeFolders);

const page = await readFile(new URL("../../../docs/how-to/sweeps.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
  language: language!,
  code: code!,
}));
const lines = blocks.filter(({ language }) => language === "sh").flatMap(({ code }) => code.trim().split("\n"));
const URL_OF_QUEUE = "redis://127.0.0.1:6379";

test("the page's commands do what it says", async () => {
  const folder = await folderWith();
  await writeFile(join(folder, "penguins.jsonc"), blocks.find(({ language }) => language === "jsonc")!.code);
  const shown = blocks.filter(({ language }) => language === "text").map(({ code }) => code);
  let printed = "";
  for (const line of lines.filter((each) => !each.includes("redis://"))) {
    const { code, stdout, stderr } = await nn(folder, line.replace(/^nn /, ""));
    expect([line, code]).toEqual([line, line.startsWith("nn sweep collect") ? 3 : 0]);
    printed += stdout + stderr;
  }
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(printed).toContain(text);
  for (const place of ["results.csv", "report.html", "parallel.svg", "curves.svg"]) {
    expect((await readFile(join(folder, "sweeps/penguins", place), "utf8")).length).toBeGreaterThan(100);
  }
});

test.skipIf(redisProgram() === undefined)("its queue does, too: apt-get install redis-server", async () => {
  const folder = await folderWith();
  await writeFile(join(folder, "penguins.jsonc"), blocks.find(({ language }) => language === "jsonc")!.code);
  const server = await RedisServer.begin(folder);
  try {
    const [serve, worker] = lines
      .filter((line) => line.includes(URL_OF_QUEUE))
      .map((line) => line.replace(/^nn /, "").replace(URL_OF_QUEUE, server.url));
    let interrupt = (): void => {};
    const working = nn(folder, worker!, { onStart: (given) => (interrupt = given) });
    const served = await nn(folder, serve!);
    expect(served.code).toBe(0);
    interrupt();
    expect((await working).code).toBe(130);
    expect((await tableIn(folder, "queue")).trim().split("\n")).toHaveLength(10);
    await sleep(0);
  } finally {
    await server.kill();
  }
});
