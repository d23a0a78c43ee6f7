import { CommanderError, Command as Parser, Option as ParserOption } from "commander";
import { Complaint } from "./errors/complaint.js";
import { nearest } from "./find.js";
import type { Described, Operand, Option } from "./help/described.js";
import type { Text } from "./language.js";
import { inGuillemets, NBSP } from "./printing/typography.js";
import type { Given } from "./task.js";

/** The options that each command has. */
export const COMMON: readonly Option[] = [
  {
    flag: "--lang",
    value: { en: "CODE", fr: "CODE" },
    choices: ["en", "fr"],
    description: { en: "the language of what is told", fr: "la langue des messages" },
  },
  {
    flag: "--json",
    description: {
      en: "JSON on standard output, for programs",
      fr: "du JSON sur la sortie standard, pour les programmes",
    },
  },
];

/** Hyphens, and what text programs and keyboards put in their place. */
const DASHES = /^[‐‑‒–—―−]+|^-[‐‑‒–—―−]+/;

/** What a command is given by the words behind its name. @throws Complaint for words that it doesn't take. */
export function readWords(command: Described, words: readonly string[]): Given {
  const options = [...COMMON, ...command.options];
  const parser = new Parser(command.name).exitOverride().allowUnknownOption().allowExcessArguments();
  // What it would say in English is said in both languages, below.
  parser.helpOption(false).configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const { flag, value } of options) {
    parser.addOption(new ParserOption(value === undefined ? flag : `${flag} <value>`));
  }
  try {
    parser.parse(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw complaintOf(error);
    throw error;
  }
  refuseUnknown(parser.args, words, options);
  checkOperands(command, parser.args);
  const typed = parser.opts<Record<string, string | boolean>>();
  const read = options.flatMap((option) => {
    const name = nameOf(option.flag);
    return typed[name] === undefined ? [] : [[name, readValue(option, typed[name])] as const];
  });
  return { operands: parser.args, options: Object.fromEntries(read) };
}

/** `--learning-rate` as `learningRate`. */
function nameOf(flag: string): string {
  return flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The one mistake that is left to commander: an option at the end without what belongs to it. */
function complaintOf({ message }: CommanderError): Complaint {
  const flag = /--[\w-]+/.exec(message)?.[0] ?? message;
  return new Complaint({ en: `${flag} needs a value behind it.`, fr: `${flag} a besoin d’une valeur à sa suite.` });
}

function refuseUnknown(operands: readonly string[], words: readonly string[], options: readonly Option[]): void {
  const end = words.indexOf("--");
  const before = end === -1 ? words : words.slice(0, end);
  const flags = [...options.map(({ flag }) => flag), "--help"];
  for (const word of operands) {
    if (!before.includes(word)) continue;
    const flag = word.split("=", 1)[0]!;
    const dashed = DASHES.test(flag) ? `--${flag.replace(/^[-‐‑‒–—―−]+/, "")}` : flag;
    if (!dashed.startsWith("-") || dashed === "-") continue;
    const meant = dashed === flag ? nearest(flag, flags) : dashed;
    throw new Complaint({
      en: `There is no option ${JSON.stringify(flag)}. ${meant === undefined ? "--help lists those that there are." : `Did you mean ${meant}?`}`,
      fr: `Il n’y a pas d’option ${inGuillemets(flag)}. ${
        meant === undefined ? "--help énumère celles qui existent." : `Vouliez-vous dire ${meant}${NBSP}?`
      }`,
    });
  }
}

function checkOperands({ name, operands }: Described, given: readonly string[]): void {
  const missing = operands.find(({ isOptional }, i) => !isOptional && given[i] === undefined);
  if (missing !== undefined) {
    throw new Complaint({
      en: `nn ${name} needs ${missing.name.en}: ${missing.description.en}.`,
      fr: `nn ${name} a besoin de ${missing.name.fr}${NBSP}: ${missing.description.fr}.`,
    });
  }
  const excess = operands.some(({ isList }) => isList) ? undefined : given[operands.length];
  if (excess !== undefined) {
    throw new Complaint({
      en: `nn ${name} takes no ${JSON.stringify(excess)} here. nn ${name} --help says what it takes.`,
      fr: `nn ${name} ne prend pas ${inGuillemets(excess)} ici. nn ${name} --help dit ce qu’elle prend.`,
    });
  }
  operands.forEach((operand, i) => {
    if (operand.choices && given[i] !== undefined) checkChoice(operand.name, operand, given[i]);
  });
}

function checkChoice(name: Text, { choices = [] }: Operand | Option, value: string): void {
  if (choices.includes(value)) return;
  const meant = nearest(value, choices);
  const last = { en: `: ${choices.join(", ")}.`, fr: `${NBSP}: ${choices.join(", ")}.` };
  throw new Complaint({
    en: `${name.en} can't be ${JSON.stringify(value)}${meant === undefined ? last.en : `. Did you mean ${meant}?`}`,
    fr: `${name.fr} ne peut pas être ${inGuillemets(value)}${
      meant === undefined ? last.fr : `. Vouliez-vous dire ${meant}${NBSP}?`
    }`,
  });
}

function readValue(option: Option, typed: string | boolean): string | number | boolean {
  if (typeof typed === "boolean") return typed;
  if (option.choices) checkChoice({ en: option.flag, fr: option.flag }, option, typed);
  const { reading = "text", flag } = option;
  if (reading === "text") return typed;
  const number = typed.trim() === "" ? Number.NaN : Number(typed);
  if (reading === "number" ? Number.isFinite(number) : Number.isInteger(number) && number >= 1) return number;
  const [en, fr] =
    reading === "number" ? ["a number", "un nombre"] : ["a whole number of at least 1", "un nombre entier, au moins 1"];
  throw new Complaint({
    en: `${flag} must be ${en}, but is ${JSON.stringify(typed)}.`,
    fr: `${flag} doit être ${fr}, mais est ${inGuillemets(typed)}.`,
  });
}
