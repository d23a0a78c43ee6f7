// Compiles assembly/ into src/backends/wasm/binary.ts: the module as text, so that no file has to be found at run time.
// Does nothing while that file is newer than its sources.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const assembly = join(here, "assembly");
const target = join(here, "src/backends/wasm/binary.ts");

const sources = readdirSync(assembly).map((file) => join(assembly, file));
const newest = Math.max(...[...sources, fileURLToPath(import.meta.url)].map((file) => statSync(file).mtimeMs));
if (existsSync(target) && statSync(target).mtimeMs > newest) process.exit(0);

const { main } = await import("assemblyscript/asc");
let binary;
const flags = ["--optimizeLevel", "3", "--noAssert", "--runtime", "stub", "--enable", "simd"];
// A memory that threads share has a largest size, and so this one must have one.
flags.push("--importMemory", "--maximumMemory", "65536");
const { error, stderr } = await main(["index.ts", ...flags, "--outFile", "kernels.wasm"], {
  readFile: (name) => (existsSync(join(assembly, name)) ? readFileSync(join(assembly, name), "utf8") : null),
  writeFile: (_name, contents) => {
    binary = contents;
  },
  listFiles: () => [],
});
if (error) throw new Error(`assembly/ doesn't compile.\n${stderr}`);

// The import's name, its kind (2: a memory), and then the byte whose second bit says whether the memory is shared.
const memoryFlags = Buffer.from(binary).indexOf("memory\x02\x01") + "memory\x02".length;

const names = readFileSync(join(assembly, "instruction.ts"), "utf8").match(/enum Operation \{([^}]*)\}/)[1];
const operations = names.match(/\w+/g).map((name, code) => `  ${name}: ${code},`);
writeFileSync(
  target,
  `// Written by build-kernels.mjs from assembly/.

/** The codes of the operations. */
export const OPERATION = {
${operations.join("\n")}
} as const;

/** The byte of the module that says what kind of memory it asks for: its second bit stands for a shared one. */
export const MEMORY_FLAGS_AT = ${memoryFlags};

/** The compiled module, in base64. */
export const BINARY: string =
  "${Buffer.from(binary).toString("base64")}";
`,
);
