import { suggestion } from "@nn/core/component";
import type { Command } from "./command.js";
import { Complaint } from "./errors/complaint.js";
import type { Text } from "./language.js";
import { inGuillemets, NBSP } from "./printing/typography.js";

/** What a command line asks for: a command with its words, or none. */
export interface Asked {
  readonly command: Command | undefined;
  readonly words: readonly string[];
}

/** Finds the command of a command line; of those that begin alike the longest name. @throws Complaint for an unknown one. */
export function findCommand(commands: readonly Command[], args: readonly string[]): Asked {
  const before = leading(args);
  const rest = args.slice(before.length);
  const fits = commands.filter(({ name }) => name.split(" ").every((word, i) => rest[i] === word));
  const [command] = [...fits].sort((a, b) => b.name.length - a.name.length);
  if (command !== undefined) {
    return { command, words: [...before, ...rest.slice(command.name.split(" ").length)] };
  }
  const [first] = rest;
  if (first === undefined || first.startsWith("-")) return { command: undefined, words: args };
  throw unknownCommand(first, commands);
}

/** The options before the command: those that all commands have. */
function leading(args: readonly string[]): readonly string[] {
  let count = 0;
  while (args[count]?.startsWith("-")) count += args[count] === "--lang" ? 2 : 1;
  return args.slice(0, count);
}

function unknownCommand(word: string, commands: readonly Command[]): Complaint {
  const names = commands.map(({ name }) => name);
  const near = nearest(word, names);
  return new Complaint({
    en: `nn has no command ${JSON.stringify(word)}. ${near === undefined ? "nn --help lists them." : `Did you mean nn ${near}?`}`,
    fr: `nn n’a pas de commande ${inGuillemets(word)}. ${
      near === undefined ? "nn --help les énumère." : `Vouliez-vous dire nn ${near}${NBSP}?`
    }`,
  });
}

/** The name that is most likely meant, if one is near. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const said = suggestion(word, names);
  return said.startsWith("Did you mean") ? names.find((name) => said === `Did you mean "${name}"?`) : undefined;
}

/** A complaint about a name that there isn't, with the nearest one, or all. @param place - What has names of that kind. */
export function unknownName(place: Text, name: string, names: readonly string[]): Complaint {
  const near = nearest(name, names);
  const all = names.length > MOST_LISTED ? [...names.slice(0, MOST_LISTED), "…"] : names;
  return new Complaint({
    en: `${place.en} ${JSON.stringify(name)}. ${near === undefined ? `There are: ${all.join(", ")}.` : `Did you mean ${JSON.stringify(near)}?`}`,
    fr: `${place.fr} ${inGuillemets(name)}. ${
      near === undefined ? `Il y a${NBSP}: ${all.join(", ")}.` : `Vouliez-vous dire ${inGuillemets(near)}${NBSP}?`
    }`,
  });
}

const MOST_LISTED = 20;
