// `npm run bench:csv -- 10`: a CSV text of so many megabytes into arrays of numbers, beside papaparse that reads the same
// text into its own arrays of texts, in turns, in one process. 1 is papaparse's pace. Garbage is collected before each turn, so
// that none pays for what another has left.
import { createRequire } from "node:module";
import { Table } from "@nn/data";

const require = createRequire(import.meta.resolve("@nn/data"));
const { default: Papa } = await import(require.resolve("papaparse"));
const megabytes = Number(process.argv[2] ?? 10);
const ROUNDS = 7;

/** Numbers that are the same each time. */
function* numbers() {
  let state = 1;
  for (;;) {
    state = (state * 16807) % 2147483647;
    yield state / 2147483647;
  }
}

function textOf(row) {
  const random = numbers();
  const draw = () => random.next().value;
  const lines = ["a,b,c,d,e,f,g,h"];
  for (let size = 0; size < megabytes * 1e6; size += lines.at(-1).length + 1) lines.push(row(draw).join(","));
  return `${lines.join("\n")}\n`;
}

const eight = (cell) => Array.from({ length: 8 }, cell);
const TEXTS = {
  numbers: (draw) => eight(() => (1000 * draw()).toFixed(3)),
  "numbers with gaps": (draw) => eight(() => (draw() < 0.1 ? "NA" : (1000 * draw()).toFixed(3))),
  "numbers in quotation marks": (draw) => eight(() => `"${(1000 * draw()).toFixed(3)}"`),
  "words in quotation marks": (draw) => eight(() => `"${["north", "by the sea", "south"][Math.floor(3 * draw())]}"`),
  "words, some with commas": (draw) => eight(() => (draw() < 0.2 ? '"path, meadow"' : "wood")),
};

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

function timed(task) {
  globalThis.gc?.();
  const start = performance.now();
  task();
  return performance.now() - start;
}

for (const [name, row] of Object.entries(TEXTS)) {
  const text = textOf(row);
  const alone = [];
  const ours = [];
  const read = [];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(timed(() => Papa.parse(text, { delimiter: "," })));
    let table;
    const reading = timed(() => {
      table = Table.fromCsv(text);
    });
    read.push(reading);
    const whole =
      name === "numbers with gaps" || name.startsWith("words")
        ? (column) => table.cells(column)
        : (column) => table.numbers(column);
    ours.push(reading + timed(() => table.columns.map(whole)));
  }
  const pace = (times) => (median(alone) / median(times)).toFixed(2);
  console.log(
    `${(text.length / 1e6).toFixed(0)} MB of ${name}: papaparse ${median(alone).toFixed(0)} ms; ` +
      `a table ${pace(read)} of its pace, with all columns as arrays ${pace(ours)}`,
  );
}
