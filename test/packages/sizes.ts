import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "rolldown";

/** The XOR of the examples as a page has it, from a door of `@nn/core`. */
export async function xorFrom(door: string): Promise<string> {
  const example = await readFile(fileURLToPath(new URL("../../examples/xor/src/main.ts", import.meta.url)), "utf8");
  return example.replace('from "@nn/core"', `from "${door}"`);
}

/** XOR as it was learnt elsewhere. */
export const XOR_LEARNT = `
import { SavedNetwork } from "@nn/core/predict";
import { Dense, tanh } from "@nn/layers";
const parameters = await (await fetch("xor.json")).json();
const network = new SavedNetwork([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], parameters);
document.title = String(network.predict([0, 1]));
`;

/** How many bytes a program takes when it is bundled for a page, minified and compressed with gzip. */
export async function compressedSize(program: string, project: string): Promise<number> {
  const input = join(project, "page.ts");
  await writeFile(input, program);
  const { output } = await build({
    input,
    platform: "browser",
    write: false,
    output: { minify: true, comments: false },
  });
  const code = output.map((file) => (file.type === "chunk" ? file.code : "")).join("");
  return gzipSync(code, { level: 9 }).length;
}
