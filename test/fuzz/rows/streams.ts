import { Sequential } from "@nn/core";
import {
  type CsvOptions,
  type CsvStreamOptions,
  fitStream,
  type PieceSource,
  type StreamFitOptions,
  streamCsv,
  type Table,
  WindowStream,
} from "@nn/data";
import { readTable, streamTable } from "@nn/data/node";
import { digits, iris, penguins, people } from "@nn/data/sets";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { ownFolder } from "../../fixtures/own-folder.js";
import { rowsOf } from "../row.js";

const TEXT = "x,y\n1,2\n3,4\n";

const examples = () => ({ inputs: [[1], [3]], targets: [2, 4] });
const stream = () => new WindowStream(() => [examples()]);
const loss = meanSquaredError;

/** Examples that come a window at a time. */
export const streamRows = rowsOf("@nn/data", [
  {
    name: "streamCsv",
    right: () => [() => [TEXT], { window: 1, source: "people.csv" }],
    call: async (source: PieceSource, options: CsvStreamOptions) => {
      for await (const table of streamCsv(source, options)) if (table.size === 0) throw new Error("gives no rows");
    },
  },
  {
    name: "fitStream",
    right: () => [
      stream(),
      {
        ...{ loss, optimizer: new SGD({ learningRate: 0.1 }), epochs: 2, batchSize: 1, seed: 1 },
        ...{ callbacks: [{ name: "none", stepped() {} }], onWarning() {} },
      },
    ],
    call: async (windows: WindowStream<ReturnType<typeof examples>>, options: StreamFitOptions) => {
      const training = fitStream(new Sequential([new Dense(1, 1)]), windows, options);
      for await (const { epoch } of training) if (epoch > 1) break;
    },
  },
  {
    name: "new WindowStream",
    right: () => [() => [examples()]],
    call: (open: () => ReturnType<typeof examples>[]) => new WindowStream(open).first(),
  },
  {
    name: "WindowStream.map",
    right: () => [() => 7],
    call: (make: () => number) => stream().map(make).first(),
  },
  { name: "WindowStream.first", right: () => [], call: (...given: []) => stream().first(...given) },
  {
    name: "WindowStream.from",
    right: () => [0],
    call: async (skipped: number) => {
      for await (const { inputs } of stream().from(skipped))
        if (inputs.length !== 2) throw new Error("gives other rows");
    },
  },
]);

const folder = ownFolder("nn-fuzz-data");
const file = folder.write("people.csv", TEXT);

/** Files, and the sets that come with the package. */
export const fileRows = [
  ...rowsOf("@nn/data/sets", [
    { name: "people", right: () => [], call: async (...given: []) => sizeOf(await people(...given), 4) },
    { name: "iris", right: () => [], call: async (...given: []) => sizeOf(await iris(...given), 150) },
    { name: "penguins", right: () => [], call: async (...given: []) => sizeOf(await penguins(...given), 344) },
    {
      name: "digits",
      right: () => [],
      call: async (...given: []) => {
        const { inputs, targets } = await digits(...given);
        if (inputs.length !== targets.length) throw new Error("gives unequal lists");
      },
    },
  ]),
  ...rowsOf("@nn/data/node", [
    {
      name: "readTable",
      right: () => [file, { source: "people", missing: ["", "-"] }],
      call: async (path: string, options: CsvOptions) => void (await readTable(path, options)).size,
    },
    {
      name: "streamTable",
      right: () => [file, { window: 1, source: "people" }],
      call: async (path: string, options: CsvStreamOptions) => {
        for await (const table of streamTable(path, options)) if (table.size === 0) throw new Error("gives no rows");
      },
    },
  ]),
];

function sizeOf({ size }: Table, rows: number): void {
  if (size !== rows) throw new Error(`gives ${size} rows`);
}
