import { Table } from "@nn/data";
import { coursesOf, type Reported } from "./reports.js";

/**
 * The reports of a training as CSV: a line for each, with the epoch and every figure that is a number, all its digits. Those of
 * validation data are called `validation.loss` and so on.
 *
 * @throws DataError for what has no reports.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: zeros })]);
 * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.25 }), epochs: 2, batchSize: 2 };
 * historyCsv(await network.fit({ inputs: [-1, 1], targets: [-1, 1] }, options)); // => "epoch,loss\n0,0.25\n1,0.0625\n"
 */
export function historyCsv(history: Reported): string {
  const { epochs, courses } = coursesOf("historyCsv", history);
  const columns: Record<string, (number | null)[]> = { epoch: [...epochs] };
  for (const { name, points } of courses) {
    const values = new Map(points);
    columns[name] = epochs.map((epoch) => values.get(epoch) ?? null);
  }
  return Table.fromColumns(columns).toCsv();
}
