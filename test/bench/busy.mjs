// `npm run bench:busy`: a pool of 2 beside one worker, and the lab's network beside its hand-unrolled loop, in turns, while
// 0, 1 and 2 other processes compute. `node test/bench/busy.mjs 60` takes a minute for each of the nine ratios.
import { spawn } from "node:child_process";
import { workerPool } from "@nn/core";
import { train as handUnrolled } from "./libraries/hand-unrolled.mjs";
import { onBackend } from "./libraries/nn-on.mjs";
import { digits, spreadOf } from "./report/statistics.mjs";
import { lab, pictures, widePictures } from "./tasks.mjs";

/** How many seconds a turn lasts, and how many all turns of a pair last. */
const TURN = 0.25;
const SECONDS = Number(process.argv[2] ?? 20);

const two = { backend: await workerPool({ workers: 2 }) };
const pairs = {
  "W3, pool of 2 ÷ one worker": [onBackend(two).train(pictures("float32")), onBackend().train(pictures("float32"))],
  "W4, pool of 2 ÷ one worker": [
    onBackend(two).train(widePictures("float32")),
    onBackend().train(widePictures("float32")),
  ],
  "W1, a fit of 20,000 epochs ÷ the hand-unrolled loop": [
    onBackend().train({ ...lab(), epochs: 20_000 }),
    handUnrolled({ ...lab(), epochs: 20_000 }),
  ],
};

async function timed(subject, times) {
  const begin = performance.now();
  await subject.run(times);
  return (performance.now() - begin) / 1000;
}

/** How many runs of a subject fill a turn on a machine at rest. */
async function timesOf(subject) {
  subject.reset();
  await timed(subject, 1);
  return Math.max(1, Math.round(TURN / (await timed(subject, 1))));
}

for (const pair of Object.values(pairs)) for (const subject of pair) subject.times = await timesOf(subject);

for (const others of [0, 1, 2]) {
  const busy = Array.from({ length: others }, () => spawn(process.execPath, ["--eval", "for (;;);"]));
  try {
    for (const [title, pair] of Object.entries(pairs)) {
      const ratios = [];
      for (const end = performance.now() + 1000 * SECONDS; performance.now() < end; ) {
        const seconds = [];
        for (const subject of pair) seconds.push((await timed(subject, subject.times)) / subject.times);
        ratios.push(seconds[0] / seconds[1]);
      }
      const { median, min, max, count } = spreadOf(ratios);
      console.log(`${others} others: ${title}: ${digits(median)} (${digits(min)} – ${digits(max)}, ${count} turns)`);
    }
  } finally {
    for (const process of busy) process.kill();
  }
}
await two.backend.close();
