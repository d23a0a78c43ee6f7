import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { evaluate } from "../evaluate.js";
import { callOf, type Expression, numberOf, partsOf, symbolOf } from "../expression.js";
import { CONSTANTS, FUNCTIONS, REDUCTIONS } from "../functions.js";
import { read } from "./read.js";
import { type Refuse, translated } from "./typed.js";

const LONGEST = 500;
const DEEPEST = 30;
const LARGEST_POWER = 64;

/** Our own formulas are longer; of deeper ones, what prints them takes more than the engine's stack. */
const DEEPEST_OWN = 1000;

/**
 * A formula's text as a tree. It is translated to plain signs first, where what isn't a formula is refused with a remedy.
 *
 * @param symbols - The names that the formula may use.
 * @throws OptionError for anything but numbers, these names, arithmetic and the listed functions; for a text that is
 *   too long or nested too deep; and for powers above 64.
 */
export function parseFormula(text: string, symbols: readonly string[]): Expression {
  if (typeof text !== "string") throw new OptionError(`A formula is a text, but got ${show(text)}.`);
  if (text.length > LONGEST) {
    throw new OptionError(`A formula has at most ${LONGEST} characters, but this one has ${text.length}.`);
  }
  const refuse: Refuse = (why, misread) => {
    throw new OptionError(`The formula "${text}" ${why}`, misread && { cause: misread });
  };
  const source = translated(text, symbols, refuse);
  if (deepestBracket(source) > DEEPEST) refuse(`has more than ${DEEPEST} brackets inside one another.`);
  const expression = read(source, refuse, {
    symbol: (name) => checkedSymbol(name, symbols, refuse),
    call: (name, operands) => checkedCall(name, operands, refuse),
  });
  if (depthOf(expression) > 4 * DEEPEST) refuse("is nested too deep.");
  for (const part of partsOf(expression)) checkNumber(part, refuse);
  return expression;
}

/**
 * Text that {@link sourceOf} wrote, read back: no name and no function is refused in it.
 */
export function parseOwn(source: string): Expression {
  const refuse: Refuse = (why) => {
    throw new OptionError(`The formula ${show(source)} ${why}`);
  };
  const makers = { symbol: symbolOf, call: (name: string, given: readonly Expression[]) => callOf(name, ...given) };
  const expression = read(source, refuse, makers);
  return depthOf(expression) > DEEPEST_OWN ? refuse("is nested too deep.") : expression;
}

/** Without calling itself: a long sum is as deep as it has terms. */
function depthOf(expression: Expression): number {
  let depth = 0;
  for (let level = [expression]; level.length > 0; depth++) {
    level = level.flatMap((each) => (each.kind === "call" ? each.operands : []));
  }
  return depth - 1;
}

function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "(") deepest = Math.max(deepest, ++depth);
    if (character === ")") depth--;
  }
  return deepest;
}

function checkedSymbol(name: string, symbols: readonly string[], refuse: Refuse): Expression {
  if (symbols.includes(name)) return symbolOf(name);
  if (Object.hasOwn(CONSTANTS, name)) return numberOf(CONSTANTS[name]!);
  return refuse(`may use the names ${[...symbols, ...Object.keys(CONSTANTS)].join(", ")}, but uses "${name}".`);
}

function checkedCall(name: string, operands: readonly Expression[], refuse: Refuse): Expression {
  if (!Object.hasOwn(FUNCTIONS, name) && !REDUCTIONS.includes(name)) refuse("may only hold arithmetic and functions.");
  // e^x and exp(x) are one function.
  const [base, exponent] = operands;
  if (name === "pow" && base?.kind === "number" && base.value === Math.E) return callOf("exp", exponent!);
  const expected = FUNCTIONS[name]?.length ?? 1;
  if (operands.length !== expected) {
    refuse(
      `gives ${name} ${operands.length} operand${operands.length === 1 ? "" : "s"}, but it takes ${expected}: decimals have a point, operands a comma between them.`,
    );
  }
  return callOf(name, ...operands);
}

function checkNumber(part: Expression, refuse: Refuse): void {
  if (part.kind === "number" && !Number.isFinite(part.value)) refuse("holds a number that isn't finite.");
  if (part.kind !== "call" || part.name !== "pow") return;
  // NaN for an exponent with a name in it, which no symbol has a value for here.
  const power = evaluate(part.operands[1]!);
  if (Math.abs(power) > LARGEST_POWER) refuse(`raises to the power of ${power}, but powers go up to ${LARGEST_POWER}.`);
}
