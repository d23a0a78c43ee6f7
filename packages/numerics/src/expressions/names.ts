import { OptionError } from "../errors/errors.js";
import { quoted } from "../errors/printable.js";
import type { ComputationText } from "./computation.js";

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** What texts know by themselves. */
const TAKEN: readonly string[] = ["size", "batch", "index", "and", "or"];

/** Whether something new can have a name. */
const isFree = (name: string): boolean => NAME.test(name) && !TAKEN.includes(name);

/**
 * What a line sets, and the text of what it is set to.
 *
 * @throws OptionError that goes on after the line.
 */
export function assignmentIn(line: string): readonly [name: string, value: string] {
  const at = line.indexOf("=");
  const name = line.slice(0, Math.max(at, 0)).trim();
  if (NAME.test(name) && line[at + 1] !== "=") {
    if (isFree(name)) return [name, line.slice(at + 1)];
    throw new OptionError(`sets ${name}, which has a meaning of its own. Take another name.`);
  }
  throw new OptionError('must set a name, as in "a = 2 * z".');
}

/**
 * Refuses names that couldn't be told apart, and those of arrays that there aren't.
 *
 * @throws OptionError for the first of them.
 */
export function checkNames({ name, arrays, scalars = [], byRow = [], byColumn = [], factor }: ComputationText): void {
  const given = [...arrays, ...scalars];
  const refuse = (what: string, each: string): never => {
    throw new OptionError(`${name}: ${what}, but there is ${quoted(each)}.`);
  };
  for (const [i, each] of given.entries()) {
    if (isFree(each) && given.indexOf(each) === i) continue;
    refuse(
      `names of arrays and scalars must be letters, digits and _, each once, and none of ${TAKEN.join(", ")}`,
      each,
    );
  }
  for (const each of byRow)
    if (!arrays.includes(each)) refuse(`byRow must be some of its arrays, ${arrays.join(", ")}`, each);
  for (const each of byColumn) {
    if (!arrays.slice(1).includes(each) || byRow.includes(each)) {
      refuse(
        `byColumn must be some of the arrays that it reads, ${arrays.slice(1).join(", ")}, and none of byRow`,
        each,
      );
    }
  }
  if (factor !== undefined && !given.includes(factor)) refuse(`factor must be one of ${given.join(", ")}`, factor);
}
