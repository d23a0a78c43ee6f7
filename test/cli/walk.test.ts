import { readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { appIn } from "../formats/server/written.js";
import { folderWith, nn, removeFolders } from "./harness.js";

afterAll(removeFolders);

const pages = ["command-line.md", "serving.md"].map((name) => new URL(`../../docs/how-to/${name}`, import.meta.url));

// WRITE_WALK=1 npx vitest run cli/walk writes what is printed.
test("the pages show what a terminal shows, from a table to an ONNX file and to a service", async () => {
  const folder = await folderWith();
  await rm(`${folder}/penguins.jsonc`);
  const counts: number[] = [];
  for (const page of pages) {
    const text = readFileSync(page, "utf8");
    let written = text;
    let count = 0;
    for (const [block, content] of text.matchAll(/```console\n([\s\S]*?)```/g)) {
      const shown: string[] = [];
      for (const line of content!.split("\n").filter((line) => /^\$ (nn|curl) /.test(line))) {
        shown.push(`${line}\n${line.startsWith("$ nn ") ? await printed(folder, line) : await answered(folder, line)}`);
        count++;
      }
      written = written.replace(block, () => `\`\`\`console\n${shown.join("")}\`\`\``);
    }
    counts.push(count);
    if (process.env.WRITE_WALK) writeFileSync(page, written);
    else expect(text).toBe(written);
  }
  expect(counts).toEqual([7, 4]);
});

async function printed(folder: string, line: string): Promise<string> {
  const { code, stdout } = await nn(folder, line.slice("$ nn ".length));
  expect(code, line).toBe(0);
  return stdout;
}

/** What curl prints, of the service that was written before. */
async function answered(folder: string, line: string): Promise<string> {
  const [, header, body, url] = /curl (?:--header '(.*?)' --data '(.*?)' )?http:\/\/127\.0\.0\.1:8080(\S+)$/.exec(
    line,
  )!;
  const app = await appIn(`${folder}/penguins-server`);
  const [name, value] = (header ?? "").split(": ");
  const asked = body === undefined ? {} : { method: "POST" as const, payload: body, headers: { [name!]: value! } };
  const answer = await app.inject({ url: url!, ...asked });
  await app.close();
  return `${answer.body}\n`;
}
