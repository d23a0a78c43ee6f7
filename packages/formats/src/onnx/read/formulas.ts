import { OptionError } from "@nn/core/component";

/** Longer texts have a name. */
const LONG = 200;
/** So long a formula may be where it is written out. */
const LONGEST = 2000;
/** So many names there are at most. */
const MOST = 10_000;
const NAME = /\bf(\d+)\b/g;

/**
 * Formulas of z in which what is long has a name: a file computes it once and uses it often, where the text would be as many times as
 * long at each use.
 */
export class Formulas {
  readonly #texts: string[] = [];
  readonly #names = new Map<string, string>();

  /** The same formula, of at most so many characters. */
  short(text: string): string {
    if (text.length <= LONG) return text;
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length >= MOST) throw tooMany();
    const name = `f${this.#texts.push(text) - 1}`;
    this.#names.set(text, name);
    return name;
  }

  /** Lines that set a to it, after all that has a name in it. */
  linesOf(formula: string): string[] {
    const lines = [`a = ${formula}`];
    const used = new Set(numbersIn(formula));
    // A text names earlier ones alone.
    for (let number = Math.max(-1, ...used); number >= 0; number--) {
      if (!used.has(number)) continue;
      const text = this.#texts[number]!;
      for (const earlier of numbersIn(text)) used.add(earlier);
      lines.unshift(`f${number} = ${text}`);
    }
    return lines;
  }

  /** Written out. @throws OptionError for one that is too long. */
  whole(formula: string): string {
    let text = formula;
    while (numbersIn(text).length > 0) {
      text = text.replace(NAME, (_, number) => this.#texts[Number(number)]!);
      if (text.length > LONGEST) throw tooLong();
    }
    return text;
  }
}

function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(NAME), ([, number]) => Number(number));
}

function tooLong(): OptionError {
  return new OptionError(`its formula has more than ${LONGEST} characters.`);
}

function tooMany(): OptionError {
  return new OptionError(`the model's formulas have more than ${MOST} long parts.`);
}
