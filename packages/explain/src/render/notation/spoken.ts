import type { Mathematics } from "../document.js";
import { mathematics } from "./mathematics.js";
import { GREEK, type Manner, type Notation, nameParts, numberParts } from "./notation.js";

/** Stands for a space within what needs no brackets: a name, or what stands in brackets. */
const TIED = "\ue000";

/** Stands where a function's operands or an exponent end: what follows isn't part of them. */
const END = "\ue001";

/** Mathematics in words, as it is read aloud. */
export function spoken(part: Mathematics, manner: Manner): string {
  const text = mathematics(part, spokenNotation(manner));
  return text
    .replaceAll(new RegExp(`${END}+(?=[ ${TIED}])`, "gu"), ",")
    .replaceAll(END, "")
    .replaceAll(TIED, " ");
}

function spokenNotation({ language, digits: decimals }: Manner): Notation {
  const { spoken: words, decimalSeparator } = language;
  // 2 times minus 3 needs no brackets.
  const isNegative = (text: string): boolean => !text.includes(" ") && text.startsWith(words.minus + TIED);
  const bracketed = (inside: string): string => (isNegative(inside) ? inside : tied(words.bracketed(inside)));
  const enclosed = (text: string): string => (text.includes(" ") ? bracketed(text) : text);
  const callOf = (name: string, operands: readonly string[]): string => tied(words.call(name, operands.map(enclosed)));
  const powerOf = (base: string, exponent: string): string => words.power(base, enclosed(exponent)) + END;
  return {
    number(value, significant, zeros) {
      const { digits, exponent } = numberParts(value, decimalSeparator, decimals, significant, zeros);
      const said = signed(digits, words.minus);
      return exponent === null ? tied(said) : words.scientific(said, signed(String(exponent), words.minus));
    },
    symbol(name) {
      if (name === "ellipsis") return tied(words.ellipsis);
      const { prefixes, inner, innerNumber, letter: spelt, indices, example } = nameParts(name);
      const letter = GREEK.get(spelt) ?? spelt;
      const accented = prefixes.includes("hat") ? words.hat(letter) : letter;
      const own = tied([accented, ...indices].join(" "));
      const named = inner === "" ? own : callOf([inner, innerNumber].join(" ").trim(), [own]);
      const whole = prefixes.includes("delta") ? callOf("δ", [named]) : named;
      return example === null ? whole : tied(words.inExample(whole, example));
    },
    bracketed,
    call(name, operands) {
      const [a, b] = operands as [string, string];
      switch (name) {
        case "add":
          return `${a} ${words.plus} ${b}`;
        case "subtract":
          return `${a} ${words.minus} ${b}`;
        case "multiply":
          return `${a} ${words.times} ${b}`;
        case "divide":
          return `${a} ${words.dividedBy} ${b}`;
        case "unaryMinus":
          return a.includes(" ") ? `${words.minus} ${a}` : tied(`${words.minus} ${a}`);
        case "pow":
          return powerOf(isNegative(a) || a.includes(END) ? tied(words.bracketed(a)) : enclosed(a), b);
        case "exp":
          return powerOf("e", a);
        case "partial":
          return words.derivative(a, b);
        case "entry":
          return tied(`${a} ${b}`);
        case "sum":
          return words.sum(enclosed(a), b);
        default:
          return callOf(functionName(name, words.prime, words.functions), operands) + END;
      }
    },
    encloses: () => false,
    derivative: words.derivative,
    showing: (digits) => spokenNotation({ language, digits }),
    times: ` ${words.times} `,
    equals: ` ${words.equals} `,
    blank: words.blank,
  };
}

function tied(text: string): string {
  return text.replaceAll(" ", TIED);
}

/** A sign would be read as a hyphen, or not at all. */
function signed(digits: string, minus: string): string {
  return digits.startsWith("-") ? `${minus} ${digits.slice(1)}` : digits;
}

function functionName(name: string, prime: string, functions: Readonly<Record<string, string>>): string {
  const [, index, derived] = /^f(\d*)(prime)?$/.exec(name) ?? [];
  if (index !== undefined) return ["f", index, derived ? prime : ""].filter((part) => part !== "").join(" ");
  return Object.hasOwn(functions, name) ? functions[name]! : name;
}
