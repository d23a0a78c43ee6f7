import type { Problem, Role } from "../engine/files/table.js";

type Kind = Problem["kind"];

/** A sentence for each kind of problem, with its facts. */
type Sentences = { readonly [K in Kind]: (problem: Extract<Problem, { readonly kind: K }>) => string };

/** What is said of a table of the reader's own. */
export interface TableTexts {
  readonly title: string;
  readonly help: string;
  readonly open: string;
  readonly paste: string;
  /** What a pasted text is called. */
  readonly pasted: string;
  roles(rows: number): string;
  readonly choices: Readonly<Record<Role, string>>;
  readonly take: string;
  problem(problem: Problem): string;
}

/** The sentence of a problem. */
export function saying(sentences: Sentences): (problem: Problem) => string {
  return (problem) => (sentences[problem.kind] as (problem: Problem) => string)(problem);
}
