/** A place in an array: so many numbers behind its begin, and some more in each round of the loops around it, from the innermost. */
export interface ArrayPart {
  readonly array: string;
  readonly offset: number;
  readonly steps: readonly number[];
}

/** A function that is called with parts of arrays, and texts. */
export interface Call {
  readonly name: string;
  readonly given: readonly (string | ArrayPart)[];
  /** What is thrown where it answers `false`, as an expression. */
  readonly refusal?: string | undefined;
}

/** Statements that are repeated. */
interface Loop {
  readonly count: number;
  readonly body: readonly Statement[];
}

export type Statement = Call | Loop;

/** What is repeated so often becomes a loop, and so many statements at most are tried as its body. */
const [LEAST, LONGEST] = [3, 32] as const;

/** The same with loops for what is repeated on the next parts of the same arrays, as a recurrent layer does at each time step. */
export function rolled(statements: readonly Statement[]): readonly Statement[] {
  let list = statements;
  for (let period = 1; period <= Math.min(LONGEST, list.length / LEAST); period++) {
    const next: Statement[] = [];
    for (let at = 0; at < list.length; ) {
      const { count, steps } = repetitions(list, at, period);
      if (count < LEAST) next.push(list[at++]!);
      else {
        next.push(loopOf(list.slice(at, at + period), steps, count));
        at += count * period;
      }
    }
    list = next;
  }
  return list;
}

/** How often the statements from a place on follow each other, and how far each of their parts goes from one to the next. */
function repetitions(list: readonly Statement[], at: number, period: number): { count: number; steps: number[] } {
  const segment = (number: number): readonly Statement[] =>
    list.slice(at + number * period, at + (number + 1) * period);
  const first = segment(0);
  const steps = stepsBetween(first, segment(1));
  let count = 1;
  for (let before = first; steps !== undefined; count++) {
    const next = segment(count);
    const further = stepsBetween(before, next);
    if (further === undefined || further.some((step, i) => step !== steps[i])) break;
    before = next;
  }
  return { count, steps: steps ?? [] };
}

/** How far the parts of statements are from those of others that do the same; `undefined` for others. */
function stepsBetween(one: readonly Statement[], other: readonly Statement[]): number[] | undefined {
  if (one.length !== other.length || one.map(patternOf).join() !== other.map(patternOf).join()) return undefined;
  const offsets = offsetsIn(one);
  return offsetsIn(other).map((offset, i) => offset - offsets[i]!);
}

/** What has to be the same in statements for them to be rounds of one loop. */
function patternOf(statement: Statement): string {
  if ("body" in statement) return `${statement.count}{${statement.body.map(patternOf).join()}}`;
  const { name, given } = statement;
  return `${name}(${given.map((each) => (typeof each === "string" ? each : `${each.array}+${each.steps.join("+")}`)).join()})`;
}

function offsetsIn(statements: readonly Statement[]): number[] {
  return statements.flatMap((statement) => {
    if ("body" in statement) return offsetsIn(statement.body);
    return statement.given.flatMap((each) => (typeof each === "string" ? [] : [each.offset]));
  });
}

function loopOf(body: readonly Statement[], steps: readonly number[], count: number): Loop {
  let next = 0;
  const stepped = (statement: Statement): Statement => {
    if ("body" in statement) return { ...statement, body: statement.body.map(stepped) };
    const given = statement.given.map((each) =>
      typeof each === "string" ? each : { ...each, steps: [...each.steps, steps[next++]!] },
    );
    return { ...statement, given };
  };
  return { count, body: body.map(stepped) };
}

/** Statements as lines of JavaScript. @param depth - How many loops they are in. */
export function linesOf(statements: readonly Statement[], depth = 0): string[] {
  const indent = "  ".repeat(depth + 1);
  return statements.flatMap((statement) => {
    if (!("body" in statement)) {
      const given = statement.given.map((each) => (typeof each === "string" ? each : partText(each, depth)));
      const { name, refusal } = statement;
      const call = `${name}(${given.join(", ")})`;
      return [refusal === undefined ? `${indent}${call};` : `${indent}if (${call} === false) throw ${refusal};`];
    }
    const variable = variableAt(depth);
    return [
      `${indent}for (let ${variable} = 0; ${variable} < ${statement.count}; ${variable}++) {`,
      ...linesOf(statement.body, depth + 1),
      `${indent}}`,
    ];
  });
}

function partText({ array, offset, steps }: ArrayPart, depth: number): string {
  const terms = steps.flatMap((step, i) => (step === 0 ? [] : [`${step} * ${variableAt(depth - 1 - i)}`]));
  if (offset > 0) terms.push(String(offset));
  if (offset < 0 && terms.length > 0) return `${array}.subarray(${terms.join(" + ")} - ${-offset})`;
  return terms.length === 0 ? array : `${array}.subarray(${terms.join(" + ")})`;
}

function variableAt(depth: number): string {
  return "ijklmn"[depth] ?? `i${depth}`;
}
