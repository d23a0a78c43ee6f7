import { suggestion } from "@nn/core/component";
import { CONSTANTS, FUNCTIONS, REDUCTIONS } from "../functions.js";
import type { Refusal } from "./refusals.js";

/** The names that are called with brackets; operators, which have names, too, come before them. */
export const CALLED: readonly string[] = [...Object.keys(FUNCTIONS).slice(6), ...REDUCTIONS];

/** Other languages' and libraries' names of functions, without accents and in small letters, and what to type. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  absolue: "abs(x)",
  arctan: "atan(x)",
  arctg: "atan(x)",
  ceil: "-floor(-x)",
  ch: "cosh(x)",
  cot: "cos(x) / sin(x)",
  echelon: "step(x)",
  ent: "floor(x)",
  expo: "exp(x)",
  exponentielle: "exp(x)",
  heaviside: "step(x)",
  lg: "log10(x)",
  log2: "log(x) / log(2)",
  logarithme: "log(x)",
  logistic: "sigmoid(x)",
  logistique: "sigmoid(x)",
  moyenne: "mean(x)",
  pow: "x^2",
  racine: "sqrt(x)",
  relu: "max(0, x)",
  round: "floor(x + 0.5)",
  sen: "sin(x)",
  sgn: "sign(x)",
  sh: "sinh(x)",
  sigmoide: "sigmoid(x)",
  signe: "sign(x)",
  softplus: "max(x, 0) + log1p(exp(-abs(x)))",
  somme: "sum(x)",
  square: "x^2",
  tan: "sin(x) / cos(x)",
  tg: "sin(x) / cos(x)",
  th: "tanh(x)",
  valeurabsolue: "abs(x)",
};

/** The letters of losses by the words for them. */
const WORDS: Readonly<Record<string, string>> = {
  cible: "t",
  o: "p",
  output: "p",
  pred: "p",
  prediction: "p",
  predicted: "p",
  sortie: "p",
  target: "t",
  y_pred: "p",
  y_true: "y",
  yhat: "p",
  ŷ: "p",
};

/** What to type for a function that there isn't. */
export function functionInstead(name: string, symbol: string): Refusal {
  if (Object.hasOwn(ELSEWHERE, plain(name))) {
    return ["otherFunction", ELSEWHERE[plain(name)]!.replace(/\bx\b/g, symbol)];
  }
  if (CALLED.includes(plain(name))) return ["otherFunction", `${plain(name)}(${symbol})`];
  const [, meant] = /^Did you mean (.*)\?$/.exec(suggestion(name, CALLED)) ?? [];
  return meant === undefined ? ["noFunction", CALLED.join(", ")] : ["similarFunction", meant];
}

/** What to type for an unknown name. */
export function nameInstead(name: string, symbols: readonly string[]): Refusal {
  const word = Object.hasOwn(WORDS, name.toLowerCase()) ? WORDS[name.toLowerCase()]! : plain(name);
  if (symbols.includes(word) || Object.hasOwn(CONSTANTS, word)) return ["otherName", word];
  return ["noName", [...symbols, ...Object.keys(CONSTANTS)].join(", ")];
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
