import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, nn, ROW, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await nn(folder, "train penguins.jsonc");
});
afterAll(removeFolders);

describe.each(["en", "fr"])("in the language %s", (language) => {
  test("each command answers", async () => {
    const lines = [
      `predict runs/penguins-1 ${ROW}`,
      "evaluate runs/penguins-1 --best",
      "describe runs/penguins-1",
      "describe penguins.csv",
      "explain runs/penguins-1 --row 3",
      "explain runs/penguins-1 2.bias[0]",
      "check runs/penguins-1 --examples 2",
      "compare runs/penguins-1 runs/penguins-1",
    ];
    lines.push(
      `export safetensors runs/penguins-1 --output ${language}.safetensors`,
      `new penguins.csv --target sex --output ${language}.jsonc`,
    );
    for (const line of lines) {
      expect(await nn(folder, `${line} --lang ${language}`)).toMatchSnapshot(line);
      const { stdout, stderr } = await nn(folder, `${line.replace(".jsonc", "-2.jsonc")} --json --lang ${language}`);
      expect(stderr).toBe("");
      for (const each of stdout.trimEnd().split("\n")) JSON.parse(each);
    }
    expect(await readFile(join(folder, `${language}.jsonc`), "utf8")).toMatchSnapshot();
    expect(await nn(folder, `train ${language}.jsonc --epochs 2`)).toMatchObject({ code: 0 });
  });
});

test("nothing is written into the home", async () => {
  const home = join(folder, "home");
  await mkdir(home);
  await chmod(home, 0o500);
  await writeFile(
    join(folder, "typed.ts"),
    `export default ${(await readFile(join(folder, "penguins.jsonc"), "utf8")).replace(/^.*\n/, "")}`,
  );
  const before = process.env.HOME;
  process.env.HOME = home;
  try {
    expect(await nn(folder, "train typed.ts --epochs 1", { environment: { HOME: home } })).toMatchObject({ code: 0 });
  } finally {
    process.env.HOME = before;
  }
  expect(await readdir(home)).toEqual([]);
});
