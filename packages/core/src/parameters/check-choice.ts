import { isRecord, OptionError, show, told } from "@nn/numerics";
import type { PartParameter } from "../contracts/optimizer.js";

/** So many names are listed; of a larger network, the others are counted. */
const MOST_NAMES = 20;

/**
 * Checks what chooses parameters on all of a network, where a training begins: a pattern that fits none is a slip of the pen.
 *
 * @param where - How the message calls the function.
 * @param of - The function.
 * @param network - All parameters of the network; where there are none, there is nothing to check it on.
 * @throws OptionError for one that chooses none, for one that gives something else than `true` or `false`, and for what is no
 *   function.
 *
 * @example
 * const network = [{ fullName: "0.weight", shape: [2, 1], role: "weight" as const, size: 2 }];
 * checkChoice("of", ({ role }) => role === "bias", network);
 * // throws OptionError: of chooses none of the network's parameters. It has "0.weight" alone, whose role is "weight".
 */
export function checkChoice(
  where: string,
  of: (parameter: PartParameter) => boolean,
  network: readonly PartParameter[],
): void {
  if (typeof of !== "function") {
    throw new OptionError(
      `${told(where)} must be a function of a parameter, as in ({ role }) => role === "weight", but is ${show(of)}.`,
    );
  }
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  if (!Array.isArray(network) || network.findIndex((parameter) => !isRecord(parameter)) >= 0) {
    throw new OptionError(`${told(where)}: all parameters of the network must be a list, but got ${show(network)}.`);
  }
  let choosesAny = network.length === 0;
  for (const parameter of network) {
    const answer: unknown = answerOf(where, of, parameter);
    if (typeof answer !== "boolean") {
      throw new OptionError(
        `${told(where)} must give true or false for each parameter, but gave ${show(answer)} for ${show(parameter.fullName)}.`,
      );
    }
    choosesAny ||= answer;
  }
  if (choosesAny) return;
  throw new OptionError(`${told(where)} chooses none of the network's parameters. ${described(network)}`);
}

/** A function that takes a parameter for its name ends in an error of the engine, which doesn't say so. */
function answerOf(where: string, of: (parameter: PartParameter) => unknown, parameter: PartParameter): unknown {
  try {
    return of(parameter);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OptionError(
      `${told(where)} is called with a parameter, as in ({ fullName }) => fullName.startsWith("0."), ` +
        `but failed for ${show(parameter.fullName)}: ${error.message}.`,
      { cause: error },
    );
  }
}

function described(network: readonly PartParameter[]): string {
  const roles = [...new Set(Array.from(network, ({ role }) => show(role)))];
  if (network.length === 1) return `It has ${listed(network)} alone, whose role is ${roles[0]}.`;
  const theirs = roles.length === 1 ? "their role is" : "their roles are";
  return `They are ${listed(network)}, and ${theirs} ${roles.join(" and ")}.`;
}

/** The names of parameters, as far as they are worth reading. */
function listed(parameters: readonly Pick<PartParameter, "fullName">[]): string {
  const names = Array.from(parameters)
    .slice(0, MOST_NAMES)
    .map(({ fullName }) => show(fullName));
  const more = parameters.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
