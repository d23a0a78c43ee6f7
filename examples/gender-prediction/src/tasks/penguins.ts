import { readFileSync } from "node:fs";
import { Sequential } from "@nn/core";
import { label, mean, numeric, oneHot, Pipeline, Table, trainTestSplit } from "@nn/data";
import { Dense, tanh } from "@nn/layers";
import { binaryAccuracy, binaryCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";
import type { Arguments } from "../command/arguments.js";
import { print, wrapped } from "../printed/report.js";
import { formatTable } from "../printed/table.js";

const FILE = new URL("../../penguins.csv", import.meta.url);

/** Measures with gaps, and words: what the network takes. */
const INPUTS = {
  bill_length_mm: numeric({ missing: mean }),
  bill_depth_mm: numeric({ missing: mean }),
  flipper_length_mm: numeric({ missing: mean }),
  body_mass_g: numeric({ missing: mean }),
  species: oneHot(),
  island: oneHot(),
};

/** Learns the sex of penguins from those that have one, and predicts it for the others. */
export async function trainOnPenguins(chosen: Arguments): Promise<void> {
  const { words, seed } = chosen;
  const { penguins } = words;
  const birds = Table.fromCsv(readFileSync(FILE, "utf8"), { source: "penguins.csv" });
  const sexes = birds.cells("sex");
  const rows = (has: boolean): number[] => [...sexes.keys()].filter((row) => (sexes[row] !== null) === has);
  const [known, unknown] = [birds.take(rows(true)), birds.take(rows(false))];
  print(`\n${wrapped(penguins.learning(known.size, unknown.size))}`);

  const { train, test } = trainTestSplit(known, { testFraction: 0.25, seed, stratify: "sex" });
  const pipeline = Pipeline.fit(train, { inputs: INPUTS, target: { sex: label() } });
  print(`\n${wrapped(penguins.columns(pipeline.inputNames.join(", ")))}`);
  const layers = [new Dense(pipeline.inputSize, 8, { activation: tanh }), new Dense(8, pipeline.outputSize)] as const;
  const network = new Sequential(layers, { seed, pipeline });
  print(`\n${words.summary(network as unknown as Sequential)}\n`);
  const optimizer = new Adam({ learningRate: 0.01 });
  await network.fit(train, { loss: binaryCrossEntropy, optimizer, epochs: 60, batchSize: 16 });
  const { accuracy } = network.evaluate(test, { loss: binaryCrossEntropy, metrics: { accuracy: binaryAccuracy } });
  print(penguins.held(Math.round(accuracy * test.size), test.size));

  print(`\n${words.kept.predictions}\n`);
  const answers = network.predict(unknown as never) as unknown as ReturnType<typeof network.predict>[];
  const told = (cell: unknown): string => (cell === null ? penguins.gap : String(cell));
  const columns = ["species", "island", "body_mass_g"].map((column) => unknown.cells(column));
  print(
    formatTable([
      penguins.header,
      ...(answers as unknown as readonly { label: string; probabilities: Record<string, number> }[]).map(
        ({ label, probabilities }, row) => [
          String(unknown.lineOf(row)),
          ...columns.map((cells) => told(cells[row])),
          label,
          words.number(probabilities[label].toFixed(3)),
        ],
      ),
    ]),
  );
  const { keep } = await import("./kept.js");
  await keep(network as unknown as Sequential, chosen, print);
  print("");
}
