/** Something in mathematical notation. */
export type Mathematics =
  | { readonly kind: "formula"; readonly source: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "equality"; readonly symbol: string; readonly value: number }
  /** Derivatives, multiplied if there are several. */
  | { readonly kind: "derivatives"; readonly factors: readonly { readonly of: string; readonly by: string }[] }
  /** To be filled in by a student. */
  | { readonly kind: "blank" };

/** Words with mathematics among them. */
export type Sentence = readonly (string | Mathematics)[];

/** A part of a document. */
export type Block =
  | { readonly kind: "title" | "heading" | "paragraph"; readonly content: Sentence }
  /** What is equal, one below the other. */
  | { readonly kind: "equation"; readonly sides: readonly Mathematics[] }
  | { readonly kind: "table"; readonly header: readonly Sentence[]; readonly rows: readonly (readonly Sentence[])[] };

/** A sentence from a template: text`the derivative by ${formula("w1")}`. */
export function text(words: TemplateStringsArray, ...parts: readonly (string | Mathematics | Sentence)[]): Sentence {
  return words.flatMap((word, i) => {
    const part = parts[i];
    const after: Sentence = part === undefined ? [] : Array.isArray(part) ? (part as Sentence) : [part as Mathematics];
    return word === "" ? after : [word, ...after];
  });
}

/** Sentences one behind the other, with something in between. */
export function joined(sentences: readonly Sentence[], separator: string): Sentence {
  return sentences.flatMap((sentence, i) => (i === 0 ? sentence : [separator, ...sentence]));
}

export function formula(source: string): Mathematics {
  return { kind: "formula", source };
}

export function number(value: number): Mathematics {
  return { kind: "number", value };
}

export function derivative(of: string, by: string): Mathematics {
  return { kind: "derivatives", factors: [{ of, by }] };
}

/** An equation without the sides that say the same as the one before. */
export function equation(...sides: readonly (Mathematics | null | undefined)[]): Block {
  const all = sides.filter((side) => side !== null && side !== undefined);
  const sourceOf = (side: Mathematics): string =>
    side.kind === "formula" ? side.source : side.kind === "number" ? String(side.value) : JSON.stringify(side);
  return { kind: "equation", sides: all.filter((side, i) => i === 0 || sourceOf(side) !== sourceOf(all[i - 1]!)) };
}

/** A language, with everything that an explanation or a worksheet says in it. */
export interface Language {
  /** Its code in BCP 47: `"en"`. */
  readonly code: string;
  readonly decimalSeparator: "." | ",";
  /** Between a function's operands: not to be taken for the decimal separator. */
  readonly listSeparator: ", " | "; ";
  readonly explanation: ExplanationWords;
  readonly worksheet: WorksheetWords;
}

/** What explanations say. */
export interface ExplanationWords {
  title(parameter: Mathematics): Sentence;
  network(layers: string, loss: string, batch: number): Sentence;
  rounded(digits: number): Sentence;
  functionIs(symbol: Mathematics, name: string): Sentence;
  functionUnknown(symbol: Mathematics, name: string): Sentence;
  lossUnknown(name: string): Sentence;
  readonly step: Sentence;
  readonly given: Sentence;
  moreGiven(count: number): Sentence;
  readonly forward: Sentence;
  readonly chainRule: Sentence;
  paths(count: number, from: Mathematics): Sentence;
  pathNumber(index: number, count: number): Sentence;
  readonly sumOfPaths: Sentence;
  layers(pathCount: number, from: Mathematics): Sentence;
  delta(example: Mathematics, meaning: Mathematics): Sentence;
  differs(formulaValue: Mathematics | null): Sentence;
  readonly check: Sentence;
  measured(value: Mathematics, relativeError: Mathematics): Sentence;
  rounding(rounded: Mathematics, exact: Mathematics, digits: number): Sentence;
  readonly update: Sentence;
  updated(optimizer: string, parameter: Mathematics, gradient: Mathematics): Sentence;
  readonly before: Sentence;
  readonly after: Sentence;
}

/** What worksheets say. */
export interface WorksheetWords {
  exercise(seed: string): Sentence;
  answers(seed: string): Sentence;
  readonly task: Sentence;
}
