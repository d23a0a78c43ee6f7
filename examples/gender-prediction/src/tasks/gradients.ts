import type { Explanation } from "@nn/explain";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import { printJson } from "../printed/json.js";
import { printTold } from "../printed/shown.js";
import { short } from "../printed/table.js";

/** More rows than this are no table to read. */
const MOST = 200;

/** All gradients of the first update in a table. */
export function explainAll(
  chosen: Arguments,
  person: string,
  parameters: readonly string[],
  of: (parameter: string) => Explanation,
  heading: string,
): void {
  const { explaining, complaints } = chosen.words;
  if (parameters.length > MOST) throw new Complaint(complaints.manyParameters(parameters.length, MOST));
  const explanations = parameters.map(of);
  if (chosen.format !== "json") {
    printTold(chosen, explanations, `${heading}${explaining.all(short(person))}\n\n`);
    return;
  }
  const gradients = explanations.map(({ parameter: { name, value }, gradient, update }) => {
    return { name, value, gradient, after: update!.after };
  });
  printJson({ person, gradients });
}
