// Trains on a file that is larger than the memory it is given: npm run check:stream -- 2000 512 writes a file of 2000 MB, trains
// one epoch on it in a process with 512 MB of heap, and says how much memory that took at most.
import { execFileSync } from "node:child_process";
import { createWriteStream, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [megabytes = 300, heap = 128, path] = process.argv.slice(2);
if (path === undefined) {
  const file = join(tmpdir(), `stream-${process.pid}.csv`);
  try {
    await writeRows(file, Number(megabytes) * 1e6);
    const script = fileURLToPath(import.meta.url);
    execFileSync(process.execPath, [`--max-old-space-size=${heap}`, script, megabytes, heap, file].map(String), {
      stdio: "inherit",
    });
  } finally {
    rmSync(file, { force: true });
  }
} else {
  await train(path);
}

async function writeRows(file, bytes) {
  const stream = createWriteStream(file);
  stream.write("a,b,c,d,y\n");
  let written = 0;
  for (let i = 0; written < bytes; i++) {
    const [a, b, c, d] = [7, 11, 13, 17].map((factor) => ((i * factor) % 1000) / 1000);
    const row = `${a},${b},${c},${d},${((a + b - c) / 3).toFixed(6)}\n`;
    written += row.length;
    if (!stream.write(row)) await new Promise((resolve) => stream.once("drain", resolve));
  }
  await new Promise((resolve) => stream.end(resolve));
}

async function train(file) {
  const { Sequential } = await import("@nn/core");
  const { fitStream } = await import("@nn/data");
  const { streamTable } = await import("@nn/data/node");
  const { Dense, identity, relu } = await import("@nn/layers");
  const { meanSquaredError } = await import("@nn/losses");
  const { Adam } = await import("@nn/optim");
  const stream = streamTable(file).map((table) => ({
    inputs: table.rows("a", "b", "c", "d"),
    targets: table.numbers("y"),
  }));
  const network = new Sequential([new Dense(4, 8, { activation: relu }), new Dense(8, 1, { activation: identity })]);
  const begun = performance.now();
  const options = { loss: meanSquaredError, optimizer: new Adam({ learningRate: 0.001 }), epochs: 1, batchSize: 32 };
  const { reports } = await fitStream(network, stream, options);
  const seconds = (performance.now() - begun) / 1000;
  const most = process.resourceUsage().maxRSS / 1024;
  const size = statSync(file).size / 1e6;
  const [{ examples, loss }] = reports;
  console.log(
    `${size.toFixed(0)} MB, ${examples} rows in ${seconds.toFixed(0)} s, ${(size / seconds).toFixed(1)} MB/s; ` +
      `loss ${loss.toExponential(2)}; at most ${most.toFixed(0)} MB of memory.`,
  );
}
