import { GREEK, type Manner, type Notation, nameParts, numberParts } from "./notation.js";

/** Mathematics in MathML: what each function gives is one element, so that it can be raised or stand over a bar. */
export function mathmlNotation({ language, digits: decimals }: Manner): Notation {
  const { decimalSeparator } = language;
  const between = `<mo separator="true">${language.listSeparator.trim()}</mo>`;
  return {
    number(value, significant, zeros) {
      const { digits, exponent } = numberParts(value, decimalSeparator, decimals, significant, zeros);
      const number = signed(digits);
      return exponent === null ? number : row(number, TIMES, `<msup><mn>10</mn>${signed(String(exponent))}</msup>`);
    },
    symbol(name) {
      if (name === "ellipsis") return operator("⋯");
      const { prefixes, inner, innerNumber, letter: spelt, indices, example } = nameParts(name);
      const letter = identifier(GREEK.get(spelt) ?? spelt);
      const accented = prefixes.includes("hat") ? `<mover accent="true">${letter}${operator("^")}</mover>` : letter;
      const raised = example === null ? "" : row(operator("("), number(example), operator(")"));
      const isDelta = prefixes.includes("delta");
      const lowered = isDelta || inner !== "" ? "" : raised;
      const own = withScripts(accented, listed(indices), lowered);
      if (inner === "") return isDelta ? withScripts(identifier("δ"), own, raised) : own;
      const step = innerNumber === "" ? own : row(number(innerNumber), COMMA, own);
      const named = withScripts(identifier(inner), step, isDelta ? "" : raised);
      return isDelta ? withScripts(identifier("δ"), named, raised) : named;
    },
    bracketed: (inside) => row(operator("("), inside, operator(")")),
    call(name, operands) {
      const [a, b] = operands as [string, string];
      switch (name) {
        case "add":
          return row(a, operator("+"), b);
        case "subtract":
          return row(a, MINUS, b);
        case "multiply":
          return row(a, TIMES, b);
        case "divide":
          return fraction(a, b);
        case "unaryMinus":
          return row(MINUS, a);
        case "pow":
          return withScripts(a, "", b);
        case "exp":
          return withScripts(identifier("e"), "", a);
        case "sqrt":
          return `<msqrt>${a}</msqrt>`;
        case "abs":
          return row(operator("|"), a, operator("|"));
        case "partial":
          return derivative(a, b);
        case "entry":
          return withScripts(a, b, "");
        case "sum":
          return row(b === undefined ? operator("∑") : `<munder>${operator("∑")}${b}</munder>`, a);
        default:
          return row(functionName(name), "<mo>\u2061</mo>", row(operator("("), operands.join(between), operator(")")));
      }
    },
    encloses: (name, position) => name === "divide" || (name === "pow" && position === 1),
    derivative,
    showing: (digits) => mathmlNotation({ language, digits }),
    times: TIMES,
    equals: operator("="),
    // A text would count as a space, and leave none beside an equals sign.
    blank: '<mn class="blank">__________</mn>',
  };
}

const TIMES = "<mo>·</mo>";
const MINUS = "<mo>−</mo>";
const COMMA = '<mo separator="true">,</mo>';

function row(...parts: readonly string[]): string {
  return `<mrow>${parts.join("")}</mrow>`;
}

function operator(sign: string): string {
  return `<mo>${sign}</mo>`;
}

function number(digits: string): string {
  return `<mn>${digits}</mn>`;
}

function identifier(name: string): string {
  return `<mi>${escaped(name)}</mi>`;
}

/** The sign isn't a part of a number. */
function signed(digits: string): string {
  return digits.startsWith("-") ? row(MINUS, number(digits.slice(1))) : number(digits);
}

function listed(indices: readonly string[]): string {
  const [only, ...more] = indices.map((index) => (/\d/.test(index) ? number(index) : identifier(index)));
  return more.length === 0 ? (only ?? "") : row([only, ...more].join(COMMA));
}

/** With what is written below and above its end; nothing where that is empty. */
function withScripts(base: string, below: string, above: string): string {
  if (below === "" && above === "") return base;
  const name = below === "" ? "msup" : above === "" ? "msub" : "msubsup";
  return `<${name}>${base}${below}${above}</${name}>`;
}

function fraction(a: string, b: string): string {
  return `<mfrac>${a}${b}</mfrac>`;
}

function derivative(of: string, by: string): string {
  return fraction(row(PARTIAL, of), row(PARTIAL, by));
}

const PARTIAL = '<mi mathvariant="normal">∂</mi>';

function functionName(name: string): string {
  const [, index, prime] = /^f(\d*)(prime)?$/.exec(name) ?? [];
  if (index !== undefined)
    return withScripts(identifier("f"), listed(index === "" ? [] : [index]), prime ? operator("′") : "");
  return identifier(name === "log" ? "ln" : name);
}

/** A text that stands for nothing but itself in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
