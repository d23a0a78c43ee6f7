import type { Text } from "../language.js";

/** How the text of an option or operand is read. */
type Reading = "text" | "number" | "count";

/** A word of a command line that stands by its place. */
export interface Operand {
  /** As the help writes it, `FILE`. */
  readonly name: Text;
  readonly description: Text;
  readonly isOptional?: true;
  /** Whether all words from here on are its own. */
  readonly isList?: true;
  /** The words that it may be, where there are few. */
  readonly choices?: readonly string[];
}

/** An option of a command, `--epochs N`. */
export interface Option {
  /** `--epochs`. */
  readonly flag: string;
  /** What follows it, as the help writes it; an option without is on or off. */
  readonly value?: Text;
  readonly description: Text;
  readonly choices?: readonly string[];
  /** `"text"` unless given. */
  readonly reading?: Reading;
}

/** All that help, completion and the reading of a command line need to know of a command. */
export interface Described {
  /** `"train"`; one of two words is typed as two, `"sweep collect"`. */
  readonly name: string;
  readonly summary: Text;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  /** A line that works, on the files of the documentation. */
  readonly example: string;
}
