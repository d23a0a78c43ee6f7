import { basename } from "node:path";
import type { Sequential, Warning } from "@nn/core";
import { printable } from "@nn/core/component";
import { binaryAccuracy } from "@nn/losses";
import type { Arguments } from "../command/arguments.js";
import { madeOf, readLesson } from "../network/data.js";
import { networkOf } from "../network/network.js";
import { namesOf, readPeople } from "../network/people.js";
import { withLabels } from "../network/pipeline.js";
import { printJson } from "../printed/json.js";
import { formatCurve, formatLosses, lossStep, print as printLines, wrapped } from "../printed/report.js";
import { formatTable, short } from "../printed/table.js";

/** Trains the network, and predicts the label of new people. */
export async function train(chosen: Arguments): Promise<void> {
  const { words, loss, optimizer, epochs } = chosen;
  const { training, number } = words;
  const isJson = chosen.format === "json";
  const print = isJson ? () => {} : printLines;
  const { people, labels, rows, encoder, scaler, inputs, targets } = readLesson(chosen);
  const newcomers = readPeople(chosen.predict, ["weight", "height"], words);
  const measures = newcomers.rows("weight", "height");
  const network = networkOf(chosen);

  const [zero, one] = encoder.classes;
  print(`\n${training.people(people.size, basename(chosen.data))}`);
  print(`${training.labels(short(zero!), short(one!))}\n`);
  const shown = namesOf(people, words)
    .slice(0, 10)
    .map((name, i) => [name, ...rows[i].map((measure) => number(String(measure))), labels[i]]);
  print(formatTable([training.header, ...shown]));
  if (people.size > shown.length) print(`  ${training.more(people.size - shown.length)}`);
  const largest = inputs.flat().reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest > 50) print(`\n${training.large(Math.round(largest))}`);
  print(`\n${words.summary(network)}\n`);

  // One person at a time and always in the same order, as the lab does it.
  const times = training.epochs(epochs);
  const how = words.optimizers[chosen.rule](chosen.learningRate);
  const what = words.losses[loss.name as keyof typeof words.losses];
  print(`${training.start(times, what, how, String(chosen.seed))}\n`);
  const onWarning = (warning: Warning): void => console.warn(printable(words.warning(warning)));
  const options = { loss, optimizer, epochs, onWarning, batchSize: 1, shuffle: false, evaluateEvery: lossStep(epochs) };
  const history = await network.fit({ inputs, targets }, { ...options, metrics: { accuracy: binaryAccuracy } });
  const [first, last] = [history.reports[0], history.reports.at(-1)!];
  print(formatLosses(history, words));
  print(`\n${formatCurve(history, words)}\n`);
  print(wrapped(training.end(times, last.loss.toPrecision(3), Math.round(last.accuracy * people.size), people.size)));
  if (epochs > 10 && last.loss > 0.9 * first.loss) print(training.hardly);

  // New people as they are: the network scales them as it did the others, and answers with a label.
  const whole = withLabels(network, scaler, encoder.classes);
  const answers = madeOf(words.complaints.hugeMeasures(basename(chosen.predict)), () =>
    whole.predict(measures.map(([weight, height]) => ({ weight, height }))),
  );
  const outputs = answers.map(({ probabilities }) => probabilities[one]);
  const predicted = answers.map(({ label }) => label);
  const names = namesOf(newcomers, words);
  if (isJson) {
    const predictions = outputs.map((output, i) => {
      const [weight, height] = measures[i];
      return { name: names[i], weight, height, output, label: predicted[i] };
    });
    const figures = { loss: loss.name, optimizer: optimizer.name, seed: chosen.seed, ...history };
    const parameters = network.getParameters();
    printJson({ people: people.size, labels: { 0: zero, 1: one }, training: figures, parameters, predictions });
  }
  print(`\n${training.predictions}\n`);
  const table = names.map((name, i) => {
    const [weight, height] = measures[i].map((measure) => number(String(measure)));
    const output = number(outputs[i].toFixed(3));
    return [name, `${weight} ${training.pounds}`, `${height} ${training.inches}`, output, `→ ${predicted[i]}`];
  });
  print(formatTable(table));
  if (chosen.save !== undefined || chosen.export !== undefined) {
    const { keep } = await import("./kept.js");
    await keep(whole as unknown as Sequential, chosen, print);
  }
  print(`\n${training.note}\n`);
}
