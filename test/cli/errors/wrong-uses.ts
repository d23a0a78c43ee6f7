import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Sequential } from "@nn/core";
import { fromFile, toFile, toPyTorch } from "@nn/formats";
import { LSTM } from "@nn/layers";
import { folderWith, nn, PENGUINS, ROW } from "../harness.js";
import { WRONG_CONFIGURATIONS } from "./wrong-configurations.js";
import { wrongImports, wrongNetworks, wrongRuns } from "./wrong-files.js";

/** So few that all is done in a moment. */
const OF_EACH_SPECIES = 6;

const row = (cell: string): string => {
  const [column] = cell.split("=", 1);
  return ROW.split(" ")
    .map((own) => (own.startsWith(`${column}=`) ? cell : own))
    .join(" ");
};

/** What is asked of tables that are wrong. */
const OF_ROWS: readonly string[] = [
  `predict run ${row("body_mass_g=heavy")}`,
  `predict run ${row("body_mass_g=")}`,
  `predict run ${row("island=")}`,
  `predict run ${row("island=Bisco")}`,
  `predict run ${row("island=Atlantis")}`,
  "predict run island=Biscoe",
  "predict run --rows lists.jsonl",
  "predict run --rows objects.jsonl",
  "predict run --rows empty.jsonl",
  "predict run --rows rows.jsonl",
  "evaluate run dodo.csv",
  "evaluate run gap.csv",
  "evaluate run rows.jsonl",
  "evaluate run other.csv",
  "evaluate run none.csv",
  "evaluate run text.json/none.csv",
  "evaluate run run",
  "evaluate run /dev/null",
];

const OF_FILES: readonly string[] = [
  "describe network.onnx",
  "import onnx run",
  "import onnx /dev/null",
  "import onnx none.onnx",
  "import onnx network.onnx --output none/network.json",
  "export onnx run --output text.json/network.onnx",
  "export onnx run --output folder",
  "export onnx masked.json --output masked.onnx",
  "import pytorch pytorch.safetensors --network other-layers.json",
  "import pytorch pytorch.safetensors --network other-sizes.json",
  "import pytorch pytorch.safetensors --network more-layers.json",
  "import pytorch network.safetensors --network more-layers.json",
];

const OF_EXPLANATIONS: readonly string[] = [
  "explain run w1000",
  "explain network.json --input 1,2,3 --target 1,0,0",
  "explain network.json w1 --input 1,2,3,4,5,6,7,8,9 --target 1",
  "worksheet --name ",
];

/** A folder with a run of penguins, and the command lines that are wrong there. */
export async function wrongUses(): Promise<{ readonly folder: string; readonly lines: readonly string[] }> {
  const folder = await folderWith();
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const [header, ...all] = (await readFile(join(folder, "penguins.csv"), "utf8")).trimEnd().split("\n");
  const whole = all.filter((line) => !line.includes("NA") && !line.includes(",,"));
  const rows = ["Adelie", "Chinstrap", "Gentoo"].flatMap((species) =>
    whole.filter((line) => line.startsWith(species)).slice(0, OF_EACH_SPECIES),
  );
  const table = (...lines: readonly string[]): string => [header, ...lines, ""].join("\n");
  await write("penguins.csv", table(...rows));
  await write("one.csv", table(rows[0]!));
  await write("gaps.csv", table(",,,,,,,", ",,,,,,,"));
  await write("gap.csv", table(rows[0]!, rows[0]!.replace("Adelie", "")));
  await write("dodo.csv", table(rows[0]!.replace("Adelie", "Dodo")));
  await write("no-sex.csv", table(...rows.map((line) => line.replace(/,(fe)?male,/, ",,").replace(/,\d+\.\d,/, ",,"))));
  await write("one-species.csv", table(...rows.slice(0, OF_EACH_SPECIES)));
  for (const [name, change] of [
    ["changes.csv", -2],
    ["larger.csv", 2],
  ] as const) {
    await write(name, ["species,change", `Adelie,${change}`, "Gentoo,1", "Chinstrap,3", ""].join("\n"));
  }
  await write("atlantis.csv", table(rows[0]!.replace(/,[A-Z]\w+,/, ",Atlantis,")));
  await write("other.csv", "spices,a\nx,1\n");
  await write("lists.jsonl", "[1]\n");
  await write("objects.jsonl", '{"island":{}}\n');
  await write("empty.jsonl", "");
  await write("rows.jsonl", '{"a":1}\n{"b":2}\n');
  await mkdir(join(folder, "folder"));
  await nn(folder, "train penguins.jsonc --epochs 1 --run run");
  await nn(folder, "export onnx run --output network.onnx");
  await nn(folder, "export safetensors run --output network.safetensors");
  const network = await readFile(join(folder, "run/network.json"));
  await writeFile(join(folder, "network.json"), network);
  await writeFile(join(folder, "pytorch.safetensors"), toPyTorch(fromFile(network).network).weights);
  const masked = new Sequential([new LSTM(1, 2, { maskValue: 0 })], { inputShape: [3, 1] });
  await write("masked.json", JSON.stringify(toFile(masked)));
  const others = { "other-layers": ["Flatten"], "other-sizes": [5], "more-layers": [6, 6] };
  for (const [name, units] of Object.entries(others)) {
    const hidden = units.map((each) => (typeof each === "number" ? { kind: "Dense", units: each } : each));
    const layers = [...hidden, { kind: "Dense", activation: "softmax" }];
    await write("other.jsonc", JSON.stringify({ ...PENGUINS, network: { layers } }));
    await nn(folder, `train other.jsonc --epochs 1 --run ${name}`);
    await rename(join(folder, name, "network.json"), join(folder, `${name}.json`));
  }
  const networks = await wrongNetworks(folder);
  const imports = await wrongImports(folder);
  const runs = await wrongRuns(folder);
  for (const [i, configuration] of WRONG_CONFIGURATIONS.entries()) {
    await write(`wrong-${i}.jsonc`, JSON.stringify(configuration));
  }
  const lines = [
    ...OF_ROWS,
    ...OF_FILES,
    ...OF_EXPLANATIONS,
    ...networks.map((name) => `describe ${name}`),
    ...imports,
    ...runs,
    ...WRONG_CONFIGURATIONS.map((_, i) => `train wrong-${i}.jsonc`),
  ];
  return { folder, lines };
}
