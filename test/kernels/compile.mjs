import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const assembly = fileURLToPath(new URL("../../packages/numerics/assembly", import.meta.url));

/** Where the compiled kernels stand: the module as text, so that no file has to be found at run time. */
export const target = fileURLToPath(new URL("../../packages/numerics/src/wasm/runtime/binary.ts", import.meta.url));

/** A hash of all that decides what the kernels are compiled to: their sources, this file and the compiler's version. */
export function hashOfSources() {
  const { version } = createRequire(import.meta.url)("assemblyscript/package.json");
  const hash = createHash("sha256").update(version);
  const sources = readdirSync(assembly).sort();
  for (const file of [...sources.map((name) => join(assembly, name)), fileURLToPath(import.meta.url)]) {
    hash.update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).update("\0");
  }
  return hash.digest("hex").slice(0, 32);
}

/** What the file says of its sources, or undefined where there is none. */
export function hashInTarget() {
  if (!existsSync(target)) return undefined;
  return /^\/\/ Sources: (\w+)$/m.exec(readFileSync(target, "utf8"))?.[1];
}

/** The text that belongs into the file. */
export async function compileKernels() {
  const { main } = await import("assemblyscript/asc");
  let binary;
  const flags = ["--optimizeLevel", "3", "--noAssert", "--runtime", "stub", "--enable", "simd"];
  // A memory that threads share has a largest size, and so this one must have one.
  flags.push("--importMemory", "--maximumMemory", "65536", "--importTable");
  const { error, stderr } = await main(["index.ts", ...flags, "--outFile", "kernels.wasm"], {
    readFile: (name) => (existsSync(join(assembly, name)) ? readFileSync(join(assembly, name), "utf8") : null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`packages/numerics/assembly doesn't compile.\n${stderr}`);

  // The import's name, its kind (2: a memory), and then the byte whose second bit says whether the memory is shared.
  const memoryFlags = Buffer.from(binary).indexOf("memory\x02\x01") + "memory\x02".length;

  const names = readFileSync(join(assembly, "instruction.ts"), "utf8")
    .match(/enum Operation \{([^}]*)\}/)[1]
    .replaceAll(/\/\*.*?\*\//gs, "");
  const operations = names.match(/\w+/g).map((name, code) => `  ${name}: ${code},`);
  return `// Written by test/kernels/build.mjs from assembly/.
// Sources: ${hashOfSources()}

/** The codes of the operations. */
export const OPERATION = {
${operations.join("\n")}
} as const;

/** The byte of the module that says what kind of memory it asks for: its second bit stands for a shared one. */
export const MEMORY_FLAGS_AT = ${memoryFlags};

/** The compiled module, in hexadecimal digits: compressed, they take a third less than base64, as bytes keep their forms. */
export const BINARY: string =
  "${Buffer.from(binary).toString("hex")}";
`;
}
