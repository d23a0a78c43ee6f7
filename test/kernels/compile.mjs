import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));
const assembly = join(packages, "numerics/assembly");

/** The modules: what each is compiled from, and where it stands as text, so that no file has to be found at run time. */
export const modules = [
  { entry: "index.ts", target: join(packages, "numerics/src/wasm/runtime/binary.ts"), text: kernelsText },
  {
    entry: "convolution/index.ts",
    target: join(packages, "layers/src/convolution/windows/binary.ts"),
    text: codeText("The compiled kernels of convolution and pooling."),
  },
  {
    entry: "embedding/index.ts",
    target: join(packages, "layers/src/embedding/binary.ts"),
    text: codeText("The compiled kernels of an embedding."),
  },
  {
    entry: "axes/index.ts",
    target: join(packages, "layers/src/shapes/binary.ts"),
    text: codeText("The compiled kernel that puts the parts of examples first, or the batch."),
  },
  {
    entry: "rows/index.ts",
    target: join(packages, "losses/src/outputs/binary.ts"),
    text: codeText("The compiled kernel that takes columns out of rows, or puts them into rows."),
  },
];

/** A hash of all that decides what the kernels are compiled to: their sources, this file and the compiler's version. */
export function hashOfSources() {
  const { version } = createRequire(import.meta.url)("assemblyscript/package.json");
  const hash = createHash("sha256").update(version);
  const sources = readdirSync(assembly, { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  for (const file of [...sources.map((name) => join(assembly, name)), fileURLToPath(import.meta.url)]) {
    hash.update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).update("\0");
  }
  return hash.digest("hex").slice(0, 32);
}

/** What a file says of its sources, or undefined where there is none. */
export function hashIn(target) {
  if (!existsSync(target)) return undefined;
  return /^\/\/ Sources: (\w+)$/m.exec(readFileSync(target, "utf8"))?.[1];
}

/** The text that belongs into the file of a module. */
export async function compiled({ entry, text }) {
  const { main } = await import("assemblyscript/asc");
  let binary;
  const flags = ["--optimizeLevel", "3", "--noAssert", "--runtime", "stub", "--enable", "simd"];
  // A memory that threads share has a largest size, and so this one must have one.
  flags.push("--importMemory", "--maximumMemory", "65536");
  if (entry === "index.ts") flags.push("--importTable");
  const { error, stderr } = await main([entry, ...flags, "--outFile", "kernels.wasm"], {
    readFile: (name) => (existsSync(join(assembly, name)) ? readFileSync(join(assembly, name), "utf8") : null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`packages/numerics/assembly doesn't compile.\n${stderr}`);

  // The import's name, its kind (2: a memory), and then the byte whose second bit says whether the memory is shared.
  const memoryFlagsAt = Buffer.from(binary).indexOf("memory\x02\x01") + "memory\x02".length;
  return `// Written by test/kernels/build.mjs from packages/numerics/assembly/${entry}.
// Sources: ${hashOfSources()}

${text(Buffer.from(binary).toString("hex"), memoryFlagsAt)}`;
}

function kernelsText(digits, memoryFlagsAt) {
  const names = readFileSync(join(assembly, "instruction.ts"), "utf8")
    .match(/enum Operation \{([^}]*)\}/)[1]
    .replaceAll(/\/\*.*?\*\//gs, "");
  const operations = names.match(/\w+/g).map((name, code) => `  ${name}: ${code},`);
  return `/** The codes of the operations. */
export const OPERATION = {
${operations.join("\n")}
} as const;

/** The byte of the module that says what kind of memory it asks for: its second bit stands for a shared one. */
export const MEMORY_FLAGS_AT = ${memoryFlagsAt};

/** The compiled module, in hexadecimal digits: compressed, they take a third less than base64, as bytes keep their forms. */
export const BINARY: string =
  "${digits}";
`;
}

function codeText(what) {
  return (digits, memoryFlagsAt) => `/** ${what} */
export const CODE: { readonly digits: string; readonly memoryFlagsAt: number } = {
  memoryFlagsAt: ${memoryFlagsAt},
  digits:
    "${digits}",
};
`;
}
