import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { DataError, DivergenceError, OptionError, printable, Sequential, ShapeError } from "@nn/core";
import { Dense } from "@nn/layers";
import { binaryAccuracy } from "@nn/losses";
import { readArguments } from "./arguments.js";
import { labelEncoder, readPeople } from "./people.js";
import { formatCurve, formatLosses, formatTable, lossStep, namesOf, print as printLines, short } from "./report.js";

const here = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));

async function main(): Promise<void> {
  const chosen = readArguments({ data: here("people.csv"), predict: here("new-people.csv") });
  const print = chosen.json ? () => {} : printLines;

  // The people to learn from: two inputs each, and a label that is 0 or 1.
  const people = readPeople(chosen.data, ["weight", "height", "gender"]);
  const labels = people.strings("gender");
  const encoder = labelEncoder(labels, basename(chosen.data));
  const rows = people.rows("weight", "height");
  const scaler = chosen.scaler(rows);
  const data = { inputs: scaler.transform(rows), targets: encoder.encode(labels) };
  const newcomers = readPeople(chosen.predict, ["weight", "height"]);
  const measures = newcomers.rows("weight", "height");

  // The network, one layer behind the other.
  const sizes = [2, ...chosen.hidden, 1];
  const layers = sizes.slice(1).map((units, i) => new Dense(sizes[i]!, units));
  const network = new Sequential(layers, { seed: chosen.seed });

  const { loss, optimizer, epochs } = chosen;
  if (chosen.explain !== undefined) {
    // Imported when asked for, as it brings a library for formulas along.
    const { explain, toText } = await import("@nn/explain");
    const first = { input: data.inputs[0]!, target: [data.targets[0]!], loss, optimizer, parameter: chosen.explain };
    const significantDigits = chosen.digits;
    const explanation = explain(network, significantDigits === undefined ? first : { ...first, significantDigits });
    if (chosen.json) printJson(explanation);
    print(`\n${network.summary()}\n\nThe first update, on ${short(namesOf(people)[0]!)}:\n\n${toText(explanation)}`);
    return;
  }

  const [zero, one] = encoder.classes;
  print(`\nLearning from ${people.size} people in ${basename(chosen.data)}.`);
  print(`The exercise's binary label is 0 for ${short(zero!)} and 1 for ${short(one!)}.\n`);
  const shown = namesOf(people)
    .slice(0, 10)
    .map((name, i) => [name, ...rows[i]!.map(String), labels[i]!]);
  print(formatTable([["", "weight", "height", "label"], ...shown]));
  if (people.size > shown.length) print(`  … and ${people.size - shown.length} more`);
  const largest = data.inputs.flat().reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest > 50) {
    print(`\nThe scaled inputs reach ${Math.round(largest)}, where a sigmoid is flat: try --scale standardize.`);
  }
  print(`\n${network.summary()}\n`);

  // Training, one person at a time and always in the same order, as the lab does it.
  const times = epochs === 1 ? "1 epoch" : `${epochs} epochs`;
  print(`Training: ${times} of ${loss.name} with ${optimizer.name}, seed ${chosen.seed}\n`);
  const options = { loss, optimizer, epochs, batchSize: 1, shuffle: false, evaluateEvery: lossStep(epochs) };
  const history = await network.fit(data, { ...options, metrics: { accuracy: binaryAccuracy } });
  const [first, last] = [history.reports[0]!, history.reports.at(-1)!];
  print(formatLosses(history));
  print(`\n${formatCurve(history)}\n`);
  print(
    `After ${times} the loss is ${last.loss.toPrecision(3)}, ` +
      `and ${Math.round(last.accuracy * people.size)} of the ${people.size} people get their own label.`,
  );
  if (epochs > 10 && last.loss > 0.9 * first.loss) {
    print("The loss hardly fell: try a smaller --learning-rate, more --epochs, or --scale standardize.");
  }

  // New people, scaled as the others were.
  const outputs = network.predict(scaler.transform(measures)).map(([output]) => output!);
  const predicted = encoder.decode(outputs.map(Math.round));
  const names = namesOf(newcomers);
  if (chosen.json) {
    const predictions = outputs.map((output, i) => {
      const [weight, height] = measures[i]!;
      return { name: names[i]!, weight: weight!, height: height!, output, label: predicted[i]! };
    });
    const training = { loss: loss.name, optimizer: optimizer.name, seed: chosen.seed, ...history };
    const labels = { 0: zero, 1: one };
    printJson({ people: people.size, labels, training, parameters: network.getParameters(), predictions });
  }
  print("\nPredictions: the network's output, and the label it is closer to\n");
  const table = names.map((name, i) => {
    const [weight, height] = measures[i]!;
    return [name, `${weight} lb`, `${height} in`, outputs[i]!.toFixed(3), `→ ${predicted[i]}`];
  });
  print(formatTable(table));
  print("\nThe label is a number that was fitted to the rows above,\nnever a statement about a person.\n");
}

/** What acts on a terminal is written as JSON's codes, of which `JSON.stringify` uses only some. */
function printJson(result: unknown): void {
  const code = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const escaped = (character: string): string => character.split("").map(code).join("");
  console.log(JSON.stringify(result, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped));
}

/** What went wrong, in a sentence if it is the user's to mend. */
function complaint(error: unknown): unknown {
  const told = [DataError, DivergenceError, OptionError, ShapeError].some((kind) => error instanceof kind);
  return told ? printable((error as Error).message) : error;
}

// Whoever reads along may stop early: npm start | head
process.stdout.on("error", () => process.exit());

main().catch((error: unknown) => {
  console.error("\n%s\n", complaint(error));
  process.exitCode = 1;
});
