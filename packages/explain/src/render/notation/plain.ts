import { GREEK, type Manner, type Notation, nameParts, numberParts } from "./notation.js";

const SUPERSCRIPTS: Readonly<Record<string, string>> = { "-": "⁻", "(": "⁽", ")": "⁾" };

const SUBSCRIPTS: Readonly<Record<string, string>> = { i: "ᵢ", j: "ⱼ" };

/** Digits, signs and brackets as raised characters: 10⁻⁷, h1⁽²⁾. */
function raised(text: string): string {
  return [...text].map((character) => SUPERSCRIPTS[character] ?? "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)]!).join("");
}

/** Behind a number, another one has a line before it, and a letter is lowered: 2_1, 2ᵢ. */
function withIndex(before: string, index: string): string {
  const line = before === "" || SUBSCRIPTS[index] !== undefined ? "" : "_";
  return `${before}${line}${SUBSCRIPTS[index] ?? index}`;
}

/** Mathematics in plain text. */
export function plainNotation({ language, digits: decimals }: Manner): Notation {
  const { decimalSeparator, listSeparator } = language;
  return {
    number(value, significant, zeros) {
      const { digits, exponent } = numberParts(value, decimalSeparator, decimals, significant, zeros);
      const text = exponent === null ? digits : `${digits} · 10${raised(String(exponent))}`;
      return text.replace("-", "−");
    },
    symbol(name) {
      if (name === "ellipsis") return "…";
      const { prefixes, inner, innerNumber, letter, indices, example } = nameParts(name);
      const step = inner === "" ? "" : `${inner}${innerNumber}_`;
      const accented = `${GREEK.get(letter) ?? letter}${prefixes.includes("hat") ? "\u0302" : ""}`;
      const text = `${step}${accented}${indices.reduce(withIndex, "")}${example === null ? "" : raised(`(${example})`)}`;
      return prefixes.includes("delta") ? `δ(${text})` : text;
    },
    bracketed: (inside) => `(${inside})`,
    call(name, operands) {
      const [a, b] = operands as [string, string];
      switch (name) {
        case "add":
          return `${a} + ${b}`;
        case "subtract":
          return `${a} − ${b}`;
        case "multiply":
          return `${a} · ${b}`;
        case "divide":
          return `${a} / ${b}`;
        case "unaryMinus":
          return `−${a}`;
        case "pow":
          return raisedTo(a, b);
        case "exp":
          return /^[\p{L}\d_]+$/u.test(a) ? `e^${a}` : `e^(${a})`;
        case "abs":
          return `|${a}|`;
        case "partial":
          return `∂${a}/∂${b}`;
        case "entry":
          return `${a}${SUBSCRIPTS[b]}`;
        case "sum":
          return b === undefined ? `Σ ${a}` : `Σ${SUBSCRIPTS[b]} ${a}`;
        default:
          return `${functionName(name)}(${operands.join(listSeparator)})`;
      }
    },
    encloses: () => false,
    derivative: (of, by) => `∂${of}/∂${by}`,
    showing: (digits) => plainNotation({ language, digits }),
    times: " · ",
    equals: " = ",
    blank: "__________",
  };
}

/** 10² would be taken for the power of ten of a number, as in 3 · 10²⁰. */
function raisedTo(base: string, exponent: string): string {
  return base !== "10" && /^\d+$/.test(exponent) ? `${base}${raised(exponent)}` : `${base}^${exponent}`;
}

function functionName(name: string): string {
  if (name === "log") return "ln";
  if (name === "sqrt") return "√";
  return name.endsWith("prime") ? `${name.slice(0, -5)}′` : name;
}
