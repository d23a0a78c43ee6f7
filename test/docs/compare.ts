import { inspect } from "node:util";
import ts from "typescript";

/** What the documented code does isn't what the comment beside it says. */
class NotAsDocumented extends Error {
  override readonly name = "NotAsDocumented";
}

/** The line of the documented file that is running: a module that fails is named by it. */
let line = 0;
export const lastLine = (): number => line;
export function at(documentedLine: number): void {
  line = documentedLine;
}

/** Stops a module with an assertion that cannot be checked, so that none is passed over in silence. */
export function refuse(documentedLine: number, why: string): never {
  at(documentedLine);
  throw new NotAsDocumented(why);
}

/** `actual; // => documented` */
export function shows(documentedLine: number, actual: unknown, documented: string): void {
  const path = differingPath(actual, parseLiteral(documented));
  if (path === undefined) return;
  const where = path === "" ? "" : ` (they differ at ${path})`;
  refuse(documentedLine, `documented ${documented}, but is ${inspect(actual, { breakLength: Infinity })}${where}`);
}

/** `statement; // throws documented`: all of name and message, or their beginning if `…` is at the end. */
export function fails(documentedLine: number, actual: string, documented: string): void {
  const matches = documented.endsWith("…") ? actual.startsWith(documented.slice(0, -1)) : actual === documented;
  if (!matches) refuse(documentedLine, `documented to throw ${documented}, but throws ${actual}`);
}

export function errorOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return "nothing";
}

export async function rejectionOf(run: () => Promise<void>): Promise<string> {
  return run().then(() => "nothing", String);
}

/**
 * Whether a number is the documented one, as far as the documented one shows its digits: half a unit of the last digit;
 * exactly for an integer, and nearly exactly from 15 digits on.
 */
function matchesDigits(actual: number, { text }: Digits): boolean {
  const documented = Number(text);
  if (!/[.e]/i.test(text)) return actual === documented;
  const [, whole = "", fraction = "", exponent = "0"] = /^-?(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const significantDigits = `${whole}${fraction}`.replace(/^0+/, "").length;
  const distance = Math.abs(actual - documented);
  if (significantDigits >= 15) return distance <= 1e-14 * Math.abs(documented);
  const lastDigit = 10 ** (Number(exponent) - fraction.length);
  // A little more than half, because neither number is exactly the decimal one that it stands for.
  return distance <= 0.5 * lastDigit * (1 + 1e-9);
}

/** Where a value first differs from the documented one: `[0].loss`, `""` for the whole, undefined for nowhere. */
function differingPath(actual: unknown, documented: unknown): string | undefined {
  if (documented instanceof Digits)
    return typeof actual === "number" && matchesDigits(actual, documented) ? undefined : "";
  if (typeof documented !== "object" || documented === null) return Object.is(actual, documented) ? undefined : "";
  if (typeof actual !== "object" || actual === null) return "";
  const isList = Array.isArray(actual) || (ArrayBuffer.isView(actual) && !(actual instanceof DataView));
  if (isList !== Array.isArray(documented)) return "";
  const expected = new Map(Object.entries(documented));
  const values = new Map(Object.entries(actual));
  for (const key of new Set([...expected.keys(), ...values.keys()])) {
    const inside = expected.has(key) && values.has(key) ? differingPath(values.get(key), expected.get(key)) : "";
    if (inside !== undefined) return `${isList ? `[${key}]` : `.${key}`}${inside}`;
  }
  return undefined;
}

/** A documented number, as it is written. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const words = [true, false, null, undefined, Number.NaN, Infinity, -Infinity];
const wordValues = new Map(words.map((word) => [String(word), word] as const));

export function isLiteral(text: string): boolean {
  try {
    parseLiteral(text);
    return true;
  } catch {
    return false;
  }
}

/** The value of a JavaScript literal, with its numbers as {@link Digits}. */
function parseLiteral(text: string): unknown {
  const code = `(${text}\n);`;
  const [statement] = ts.createSourceFile("literal.ts", code, ts.ScriptTarget.Latest, true).statements;
  const faults = ts.transpileModule(code, { reportDiagnostics: true }).diagnostics ?? [];
  if (faults.length > 0 || !statement || !ts.isExpressionStatement(statement)) return notALiteral(text);
  return literalValue(statement.expression);
}

function literalValue(node: ts.Expression): unknown {
  const text = node.getText();
  if (wordValues.has(text)) return wordValues.get(text);
  const unsigned = ts.isPrefixUnaryExpression(node) ? node.operand : node;
  if (ts.isNumericLiteral(unsigned)) return new Digits(text.replaceAll("_", ""));
  if (ts.isParenthesizedExpression(node)) return literalValue(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalValue);
  if (!ts.isObjectLiteralExpression(node)) return notALiteral(text);
  const entries = node.properties.map((property) =>
    ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)
      ? [property.name.text, literalValue(property.initializer)]
      : notALiteral(property.getText()),
  );
  return Object.fromEntries(entries);
}

function notALiteral(text: string): never {
  throw new NotAsDocumented(`${text} is not a JavaScript literal`);
}
