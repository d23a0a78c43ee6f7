import type { Words } from "../languages/english.js";
import { Complaint } from "./complaint.js";
import { EXAMPLES, nearest } from "./values.js";

/** Hyphens, and what text programs and keyboards put in their place. */
const DASHES = /^[-‐‑‒–—―−]+/;

/** Refuses options that were typed with other dashes, and those without their value, before the next one is taken for it. */
export function checkTyping(flags: readonly string[], args: readonly string[], words: Words): void {
  const { hyphens, value } = words.complaints;
  for (let i = 0; i < args.length && args[i] !== "--"; i++) {
    const word = args[i];
    const flag = word.split("=", 1)[0];
    const meant = flagIn(flag, flags);
    if (meant !== undefined && meant !== flag) throw new Complaint(hyphens(words.shown(flag), meant));
    if (meant === undefined || EXAMPLES[meant] === undefined) continue;
    const given = word === flag ? args[++i] : word.slice(flag.length + 1);
    const isOption = word === flag && given !== undefined && isFlag(given, flags);
    if (given === undefined || given.trim() === "" || isOption) {
      throw new Complaint(value(meant, `${meant} ${EXAMPLES[meant]}`));
    }
  }
}

/** Refuses options that there aren't, and words that belong to none, by their names. */
export function checkExcess(excess: readonly string[], flags: readonly string[], words: Words): void {
  if (excess.length === 0) return;
  const { complaints, help, shown } = words;
  const unknown = excess.find((word) => word.startsWith("-"))?.split("=", 1)[0];
  const meant =
    unknown === undefined ? flags.find((flag) => flag === `--${excess[0].toLowerCase()}`) : nearest(unknown, flags);
  const sentences = [
    unknown === undefined
      ? complaints.excess(words.and(excess.map(shown)), excess.length)
      : complaints.noOption(shown(unknown)),
    ...(meant === undefined ? [] : [complaints.didYouMean(meant)]),
    ...(unknown === undefined ? [] : [help.hint]),
  ];
  throw new Complaint(sentences.join(" "));
}

function flagIn(word: string, flags: readonly string[]): string | undefined {
  const name = word.replace(DASHES, "");
  return name === word ? undefined : flags.find((flag) => flag === `--${name.toLowerCase()}`);
}

/** Whether a word is an option and no value; a value may begin with one hyphen, as negative numbers do. */
function isFlag(word: string, flags: readonly string[]): boolean {
  return word.startsWith("--") || word === "-h" || flagIn(word.split("=", 1)[0], flags) !== undefined;
}
