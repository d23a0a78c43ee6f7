import { GREEK, type Manner, type Notation, nameParts, numberParts } from "./notation.js";

/** Mathematics in LaTeX, with amsmath or KaTeX. */
export function latexNotation({ language, digits: decimals }: Manner): Notation {
  const { decimalSeparator, listSeparator } = language;
  // In braces, a comma has no space behind it.
  const separator = decimalSeparator === "," ? "{,}" : decimalSeparator;
  const between = listSeparator.replace("\u202f", "\\,");
  return {
    number(value, significant, zeros) {
      const { digits, exponent } = numberParts(value, separator, decimals, significant, zeros);
      return exponent === null ? digits : `${digits} \\cdot 10^{${exponent}}`;
    },
    symbol(name) {
      if (name === "ellipsis") return "\\cdots";
      const { prefixes, inner, innerNumber, letter: spelt, indices, example } = nameParts(name);
      const printed = !GREEK.has(spelt) ? spelt : `\\${spelt}`;
      const letter = prefixes.includes("hat") ? `\\hat{${printed}}` : printed;
      const index = indices.length > 0 ? `_{${indices.join(",")}}` : "";
      const raised = example === null ? "" : `^{(${example})}`;
      const own = `${letter}${index}`;
      const step = innerNumber === "" ? own : `${innerNumber},${own}`;
      const named = inner === "" ? own : `${inner}_{${step}}`;
      return prefixes.includes("delta") ? `\\delta_{${named}}${raised}` : `${named}${raised}`;
    },
    bracketed: (inside) => `\\left(${inside}\\right)`,
    call(name, operands) {
      const [a, b] = operands as [string, string];
      switch (name) {
        case "add":
          return `${a} + ${b}`;
        case "subtract":
          return `${a} - ${b}`;
        case "multiply":
          return `${a} \\cdot ${b}`;
        case "divide":
          return `\\frac{${a}}{${b}}`;
        case "unaryMinus":
          return `-${a}`;
        case "pow":
          return `{${a}}^{${b}}`;
        case "exp":
          return `e^{${a}}`;
        case "sqrt":
          return `\\sqrt{${a}}`;
        case "abs":
          return `\\left|${a}\\right|`;
        case "partial":
          return `\\frac{\\partial ${a}}{\\partial ${b}}`;
        case "entry":
          return `${a}_{${b}}`;
        case "sum":
          return b === undefined ? `\\sum ${a}` : `\\sum_{${b}} ${a}`;
        default:
          return `${functionName(name)}\\left(${operands.join(between)}\\right)`;
      }
    },
    encloses: (name, position) => name === "divide" || (name === "pow" && position === 1),
    derivative: (of, by) => `\\frac{\\partial ${of}}{\\partial ${by}}`,
    showing: (digits) => latexNotation({ language, digits }),
    times: " \\cdot ",
    equals: " = ",
    blank: "\\underline{\\hspace{2.5cm}}",
  };
}

function functionName(name: string): string {
  const letter = /^f(\d*)(prime)?$/.exec(name);
  if (letter) return `f${letter[2] ? "'" : ""}${letter[1] ? `_{${letter[1]}}` : ""}`;
  if (name === "log") return "\\ln";
  return ["max", "min", "tanh", "sinh", "cosh"].includes(name) ? `\\${name}` : `\\operatorname{${name}}`;
}
