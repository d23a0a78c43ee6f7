// Loads a network from a safetensors file of so many megabytes, and says how much memory that takes at most, in sizes of the file:
// npm run check:safetensors. The bytes that are read are one of them, and each time that all are copied is another.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Sequential } from "@nn/core";
import { load, save } from "@nn/formats/node";
import { Dense, zeros } from "@nn/layers";

const [megabytes = "100", path] = process.argv.slice(2);
const BYTES = 4;
const UNITS = 1000;

if (path === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "nn-large-"));
  try {
    const file = join(folder, "network.safetensors");
    const inputs = Math.round((Number(megabytes) * 1e6) / BYTES / UNITS);
    const options = { weightInitializer: zeros, useBias: false };
    const network = new Sequential([new Dense(inputs, UNITS, options)], { dtype: "float32" });
    network.setParameters({ "0.weight": Float32Array.from({ length: inputs * UNITS }, (_, i) => (i % 1000) / 1e6) });
    await save(network, file);
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), megabytes, file], { stdio: "inherit" });
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  // What is there before anything is read: the modules, and a network of the same kind.
  new Sequential([new Dense(2, 2)], { dtype: "float32" }).predict([1, 2]);
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  const { network } = await load(path);
  const milliseconds = Math.round(performance.now() - begun);
  const grown = 1024 * process.resourceUsage().maxRSS - before;
  const weights = network.parameters.block;
  if (weights[1001] !== Math.fround(1e-6)) throw new Error(`The weights aren't those of the file: ${weights[1001]}.`);
  const sizes = Number((grown / (Number(megabytes) * 1e6)).toFixed(2));
  console.log(JSON.stringify({ megabytes: Number(megabytes), milliseconds, sizes }));
  if (sizes > 3.3) throw new Error(`It took ${sizes} times the file's size: its bytes were copied more than twice.`);
}
