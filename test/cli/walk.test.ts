import { readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { folderWith, nn, removeFolders } from "./harness.js";

afterAll(removeFolders);

const page = new URL("../../docs/how-to/command-line.md", import.meta.url);

// WRITE_WALK=1 npx vitest run cli/walk writes what is printed.
test("the page on the command shows what a terminal shows, from a table to an ONNX file", async () => {
  const folder = await folderWith();
  await rm(`${folder}/penguins.jsonc`);
  const text = readFileSync(page, "utf8");
  let written = text;
  let count = 0;
  for (const [block, content] of text.matchAll(/```console\n([\s\S]*?)```/g)) {
    const lines = content!.split("\n").filter((line) => line.startsWith("$ nn "));
    const shown: string[] = [];
    for (const line of lines) {
      const { code, stdout } = await nn(folder, line.slice("$ nn ".length));
      expect(code, line).toBe(0);
      shown.push(`${line}\n${stdout}`);
      count++;
    }
    written = written.replace(block, () => `\`\`\`console\n${shown.join("")}\`\`\``);
  }
  expect(count).toBe(7);
  if (process.env.WRITE_WALK) writeFileSync(page, written);
  else expect(text).toBe(written);
});
