import { Help, Command as Parser, Option as ParserOption } from "commander";
import pico from "picocolors";
import type { Language, Text } from "../language.js";
import { NBSP } from "../printing/typography.js";
import { COMMON } from "../read-words.js";
import type { System } from "../system/system.js";
import { hasColors, widthOf, wrapped } from "../task.js";
import type { Described, Operand } from "./described.js";

const ABOUT: Text = {
  en: "Neural networks from a terminal: trained on a table, measured, explained, and handed on.",
  fr: `Des réseaux de neurones depuis un terminal${NBSP}: entraînés sur un tableau, mesurés, expliqués et transmis.`,
};
const TITLES: Readonly<Record<string, Text>> = {
  "Usage:": { en: "Usage:", fr: `Emploi${NBSP}:` },
  "Options:": { en: "Options:", fr: `Options${NBSP}:` },
  "Arguments:": { en: "Operands:", fr: `Opérandes${NBSP}:` },
  "Commands:": { en: "Commands:", fr: `Commandes${NBSP}:` },
};
const HELP: Text = { en: "this help", fr: "cette aide" };
const EXAMPLE: Text = { en: "Example:", fr: `Exemple${NBSP}:` };
const CHOICES: Text = { en: "one of", fr: "au choix" };
const COMMAND: Text = { en: "COMMAND", fr: "COMMANDE" };
const EACH: Text = {
  en: "nn COMMAND --help says what a command takes.",
  fr: "nn COMMANDE --help dit ce que prend une commande.",
};

/** Windows of fewer columns are narrow. */
const NARROW = 60;
const INDENTATION = 6;
/** As wide as what stands before a usage. */
const TITLE = 9;

/** The help on all commands, as standard output shows it. */
export function helpOnAll(commands: readonly Described[], language: Language, system: System): string {
  const parser = parserFor("nn", language, system)
    .usage(`${COMMAND[language]} […]`)
    .description(ABOUT[language])
    .helpCommand(false)
    .addOption(new ParserOption("--version", { en: "the version", fr: "la version" }[language]));
  for (const { name, summary } of commands) {
    parser.command(name.replaceAll(" ", NBSP)).description(summary[language]);
  }
  return `${parser.helpInformation()}\n${wrapped(EACH[language], system.stdout)}\n`;
}

/** The help on one command, with its example. */
export function helpOn(command: Described, language: Language, system: System): string {
  const { name, summary, operands, options, example } = command;
  const usage = ["[…]", ...operands.map((operand) => inUsage(operand, language))].join(" ");
  const parser = parserFor(`nn ${name}`, language, system).usage(usage).description(summary[language]);
  for (const operand of operands) parser.argument(`[${operand.name[language]}]`, described(operand, language));
  for (const option of [...options, ...COMMON]) {
    const flags = option.value === undefined ? option.flag : `${option.flag} ${option.value[language]}`;
    parser.addOption(new ParserOption(flags, described(option, language)));
  }
  return `${parser.helpInformation()}\n${titled(EXAMPLE[language], system)}\n  ${example}\n`;
}

function inUsage({ name, isList, isOptional }: Operand, language: Language): string {
  const word = `${name[language]}${isList ? "…" : ""}`;
  return isOptional ? `[${word}]` : word;
}

function described({ description, choices }: Pick<Operand, "description" | "choices">, language: Language): string {
  const said = description[language];
  return choices === undefined ? said : `${said} (${CHOICES[language]}: ${choices.join(", ")})`;
}

function parserFor(name: string, language: Language, system: System): Parser {
  const width = widthOf(system.stdout);
  const shown: Partial<Help> = {
    minWidthToWrap: 1,
    ...(width < NARROW && { formatItem: below, styleUsage: (usage) => besideTitle(usage, width) }),
    styleTitle: (title) => titled((TITLES[title] ?? { en: title, fr: title })[language], system),
    subcommandTerm: (command) => command.name(),
    optionTerm: ({ flags }) => flags,
  };
  return new Parser(name)
    .helpOption("-h, --help", HELP[language])
    .configureHelp(shown)
    .configureOutput({ getOutHelpWidth: () => width, getOutHasColors: () => true });
}

/** In a narrow window, what something is stands below it. */
function below(term: string, _: number, description: string, help: Help): string {
  const lines = help.boxWrap(description, (help.helpWidth ?? NARROW) - INDENTATION).split("\n");
  return [`  ${term}`, ...lines.map((line) => " ".repeat(INDENTATION) + line)].join("\n");
}

/** In a narrow window, a usage may have a second line. */
function besideTitle(usage: string, width: number): string {
  const help = Object.assign(new Help(), { minWidthToWrap: 1 });
  return help.boxWrap(usage, width - TITLE).replaceAll("\n", "\n  ");
}

function titled(title: string, { stdout, environment }: System): string {
  return pico.createColors(hasColors(stdout, environment)).bold(title);
}
