import { CONSTANTS, FUNCTIONS } from "../functions.js";
import { CALLED, functionInstead, nameInstead } from "./misnamed.js";
import { type Refusal, type RefusalName, sentenceOf } from "./refusals.js";
import { remedyFor, withPoints } from "./remedies.js";
import { type Token, tokensOf } from "./tokens.js";

/** What can't be read of a formula. */
interface Misread {
  readonly typed: string;
  /** Where it stands, counting from 1. */
  readonly character: number;
  /** What is said of it, and the texts that it is said with. */
  readonly why: RefusalName;
  readonly values: readonly string[];
}

export type Refuse = (why: string, misread?: Misread) => never;

/**
 * A formula as it was typed or printed, in plain signs. Whatever couldn't be read is refused here, so that each
 * sentence names what was typed, where, and what to type instead.
 */
export function translated(text: string, symbols: readonly string[], refuse: Refuse): string {
  if (text.trim() === "") refuse(`is empty: type one, as "max(0, ${symbols[0]})".`);
  const remedy = remedyFor(text);
  if (remedy !== undefined) {
    refuseAt(text, remedy.typed, remedy.index, remedy.refusal, refuse);
  }
  return new Reader(text, symbols, refuse).read();
}

function refuseAt(text: string, typed: string, index: number, refusal: Refusal, refuse: Refuse): never {
  const character = [...text.slice(0, index)].length + 1;
  const [why, ...values] = refusal;
  const what = `has "${typed.trim()}" at character ${character}${sentenceOf(refusal)}.`;
  return refuse(what, { typed, character, why, values });
}

class Reader {
  readonly #text: string;
  readonly #symbols: readonly string[];
  readonly #refused: Refuse;
  readonly #tokens: readonly Token[];
  /** Brackets and bars that are open. */
  readonly #open: { readonly token: Token; readonly call: boolean }[] = [];
  #out = "";

  constructor(text: string, symbols: readonly string[], refused: Refuse) {
    this.#text = text;
    this.#symbols = symbols;
    this.#refused = refused;
    this.#tokens = tokensOf(text);
  }

  read(): string {
    let needsOperand = true;
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i]!;
      if (token.kind === "other") this.#refuse(token, "meaningless");
      if (needsOperand) {
        const { used, whole } = this.#operand(token, i);
        i += used - 1;
        needsOperand = !whole;
      } else {
        needsOperand = this.#behind(token, i);
      }
    }
    const last = this.#tokens.at(-1)!;
    if (needsOperand) this.#refuse(last, "nothingAfter");
    const [unclosed] = this.#open.slice(-1);
    if (unclosed !== undefined) {
      this.#refuse(unclosed.token, "unclosed", unclosed.token.kind === "bar" ? "|" : ")");
    }
    return this.#out;
  }

  /** How many pieces were used up, and whether they are an operand as a whole. */
  #operand(token: Token, i: number): { used: number; whole: boolean } {
    const next = this.#tokens[i + 1];
    switch (token.kind) {
      case "number": {
        const power = this.#powerOfTen(i);
        this.#out += power?.text ?? token.text;
        return { used: power?.used ?? 1, whole: true };
      }
      case "name":
        return { used: 1, whole: this.#name(token, next, i) };
      case "root":
        if (next?.kind === "open") {
          this.#out += "sqrt";
          return { used: 1, whole: false };
        }
        return { used: 2, whole: this.#root(token, i) };
      case "open":
        this.#open.push({ token, call: this.#isCall(i) });
        this.#out += "(";
        return { used: 1, whole: false };
      case "bar":
        this.#open.push({ token, call: false });
        this.#out += "abs(";
        return { used: 1, whole: false };
      case "operator":
        if (token.text !== "-" && token.text !== "+") this.#refuse(token, "operatorFirst");
        this.#out += ` ${token.text}`;
        return { used: 1, whole: false };
      case "raised":
        return this.#refuse(token, "powerFirst");
      default:
        return this.#refuse(token, "nothingBefore");
    }
  }

  /** Takes what comes after an operand; gives whether another operand has to follow. */
  #behind(token: Token, i: number): boolean {
    const { kind } = token;
    const top = this.#open.at(-1);
    if (kind === "operator") {
      this.#out += ` ${token.text} `;
      return true;
    }
    if (kind === "raised") {
      const next = this.#tokens[i + 1];
      if (next?.text === "^" || next?.kind === "raised") this.#refuse(token, "powerOfPower");
      this.#out += `^(${token.text})`;
      return false;
    }
    if (kind === "close" || (kind === "bar" && top?.token.kind === "bar")) {
      if (top === undefined) this.#refuse(token, "unopened", "(");
      if (kind === "close" && top!.token.kind === "bar") this.#refuse(token, "barOpen");
      this.#open.pop();
      this.#out += ")";
      return false;
    }
    if (kind === "comma") {
      if (top === undefined || !top.call) this.#comma(token);
      this.#out += ", ";
      return true;
    }
    if (kind === "number" && this.#tokens[i - 1]!.kind === "number") {
      return this.#refuse(token, "twoNumbers");
    }
    if (kind === "bar" && !this.#tokens.slice(i + 1).some((later) => later.kind === "bar")) {
      return this.#refuse(token, "unopened", "|");
    }
    return this.#refuse(token, "product", this.#times(token.index));
  }

  #name(token: Token, next: Token | undefined, i: number): boolean {
    const { text, typed } = token;
    const isValue = this.#symbols.includes(text) || Object.hasOwn(CONSTANTS, text);
    if (isValue && next?.kind === "open") this.#refuse(next, "valueCalled", typed, this.#times(next.index));
    if (isValue) {
      this.#out += this.#symbols.includes(typed) ? typed : text;
      return true;
    }
    const known = CALLED.includes(text) || (Object.hasOwn(FUNCTIONS, text) && text !== "unaryMinus");
    const symbol = this.#symbols[0]!;
    if (known && next?.kind === "open") {
      this.#out += text;
      return false;
    }
    if (known && next?.kind === "raised") {
      const argument = /^\s*\(([^()]*)\)/.exec(this.#text.slice(next.index + next.typed.length))?.[1] ?? symbol;
      if (next.text.startsWith("-")) this.#refuse(token, "functionInverse", `1 / ${typed}(${argument})`);
      this.#refuse(token, "functionRaised", `${typed}(${argument})^${next.text}`);
    }
    if (known) {
      const argument = next?.kind === "name" || next?.kind === "number" ? next.typed : symbol;
      this.#refuse(token, "functionAlone", `${typed}(${argument})`);
    }
    const isCalled = next?.kind === "open" || (next?.kind === "raised" && this.#tokens[i + 2]?.kind === "open");
    return this.#refuse(token, ...(isCalled ? functionInstead(typed, symbol) : nameInstead(typed, this.#symbols)));
  }

  /** √x and √2; what else stands under the sign needs a bracket. */
  #root(token: Token, i: number): boolean {
    const [under, behind] = [this.#tokens[i + 1], this.#tokens[i + 2]];
    const isAtom = under?.kind === "number" || (under?.kind === "name" && behind?.kind !== "open");
    if (!isAtom) this.#refuse(token, "root");
    if (behind?.kind === "raised" || behind?.text === "^") {
      const [inside, power] = [under!.typed, behind.kind === "raised" ? behind.typed : "^2"];
      this.#refuse(token, "rootRaised", `√(${inside}${power})`, `√(${inside})${power}`);
    }
    this.#out += "sqrt(";
    if (under!.kind === "number") this.#out += under!.text;
    else this.#name(under!, behind, i + 1);
    this.#out += ")";
    return true;
  }

  /** 2 · 10⁻⁷ is one number, unless a quotient or a power stands before it, and 10⁻⁷ is one anywhere. */
  #powerOfTen(i: number): { text: string; used: number } | undefined {
    const [number, times, ten, power] = this.#tokens.slice(i, i + 4);
    if (number!.typed === "10" && times?.kind === "raised") return { text: `1e${times.text}`, used: 2 };
    const before = this.#tokens[i - 1]?.text;
    const isOne =
      times?.text === "*" && ten?.typed === "10" && power?.kind === "raised" && before !== "/" && before !== "^";
    return isOne && !/e/i.test(number!.text) ? { text: `${number!.text}e${power.text}`, used: 4 } : undefined;
  }

  /** Whether a function stands before the bracket. */
  #isCall(i: number): boolean {
    const before = this.#tokens[i - 1];
    return before?.kind === "name" || before?.kind === "root";
  }

  #comma(token: Token): never {
    const isDecimal = /^\d,\d/.test(this.#text.slice(Math.max(0, token.index - 1)));
    if (isDecimal) this.#refuse(token, "decimalComma", withPoints(this.#text).trim());
    return this.#refuse(token, "strayComma");
  }

  /** The formula with a product's sign. */
  #times(index: number): string {
    return `${this.#text.slice(0, index).trimEnd()} * ${this.#text.slice(index)}`.trim();
  }

  #refuse(token: Token, ...refusal: Refusal): never {
    return refuseAt(this.#text, token.typed, token.index, refusal, this.#refused);
  }
}
