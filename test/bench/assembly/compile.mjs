// Compiles a file of this folder with the compiler of @nn's own kernels, which `npm run build` has installed.
import { readFileSync } from "node:fs";

const COMPILER = "assemblyscript/dist/asc.js";
const INSTALLED = new URL("../../node_modules/", import.meta.url);
const FLAGS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory"];

/** What a file exports, on a memory of so many bytes. */
export async function compile(name, bytes) {
  const { main } = await import(new URL(COMPILER, INSTALLED));
  const file = `${name}.ts`;
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  let binary;
  const { error, stderr } = await main([file, ...FLAGS, "-o", "kernels.wasm"], {
    readFile: (asked) => (asked === file ? source : null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`assembly/${file} doesn't compile.\n${stderr}`);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) + 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  return { ...exports, buffer: memory.buffer };
}
