import ts from "typescript";
import { isLiteral } from "./compare.js";

interface Edit extends ts.TextRange {
  readonly text: string;
}

/**
 * The code with its assertions as calls of compare.ts, which it knows as `$doc`. Everything is inserted within a line, so
 * that a line of the result is the same line of the documented file.
 */
export function withChecks(code: string): string {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = repeatedImports(source).map(({ pos, end }) => {
    return { pos, end, text: code.slice(pos, end).replace(/[^\n]/g, "") };
  });
  for (const statement of source.statements) {
    // Nothing may come between the overloads of a function, and imports don't run where they stand.
    if (ts.isImportDeclaration(statement) || ts.isFunctionDeclaration(statement)) continue;
    edits.push(inserted(statement.getStart(), `$doc.at(${lineOf(source, statement.getStart())}); `));
  }
  const asserted = new Set<ts.Statement>();
  for (const comments of assertionsIn(source)) {
    const { pos } = comments[0]!;
    const statement = statementBefore(source, pos);
    const texts = comments.map((comment) => code.slice(comment.pos + 2, comment.end).trim());
    const check = statement && !asserted.has(statement) ? checked(statement, lineOf(source, pos), texts) : undefined;
    if (statement) asserted.add(statement);
    const refusal = JSON.stringify(
      `"// ${texts[0]}" isn't a literal, or isn't right behind an expression or one name's declaration`,
    );
    edits.push(...(check ?? [inserted(0, `$doc.refuse(${lineOf(source, pos)}, ${refusal}); `)]));
  }
  let [result, done] = ["", 0];
  for (const { pos, end, text } of edits.sort((a, b) => a.pos - b.pos)) {
    result += code.slice(done, pos) + text;
    done = end;
  }
  return result + code.slice(done);
}

/** What makes a check of a statement, or undefined if the comments say nothing that can be checked. */
function checked(statement: ts.Statement, line: number, comments: readonly string[]): Edit[] | undefined {
  if (comments[0]!.startsWith("throws")) {
    const awaits = nodesIn(statement).some(({ kind }) => kind === ts.SyntaxKind.AwaitKeyword);
    const call = awaits ? "await $doc.rejectionOf(async () => {" : "$doc.errorOf(() => {";
    const error = JSON.stringify(comments.join(" ").slice("throws ".length));
    return [inserted(statement.getStart(), `$doc.fails(${line}, ${call} `), inserted(statement.end, ` }), ${error});`)];
  }
  const literal = shortestLiteral(comments);
  if (literal === undefined) return undefined;
  const [opening, closing] = [`$doc.shows(${line}, (`, `), ${JSON.stringify(literal)})`];
  if (ts.isExpressionStatement(statement)) {
    const shown = loggedIn(statement.expression) ?? statement.expression;
    return [inserted(shown.getStart(), opening), inserted(shown.end, closing)];
  }
  const [declaration, other] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (!declaration || other || !ts.isIdentifier(declaration.name)) return undefined;
  return [inserted(statement.end, `; ${opening}${declaration.name.text}${closing};`)];
}

/** What `console.log` is given, which is what the comment behind it shows: a program that is run has to print. */
function loggedIn(expression: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== "console.log") return undefined;
  return expression.arguments.length === 1 ? expression.arguments[0] : undefined;
}

function inserted(pos: number, text: string): Edit {
  return { pos, end: pos, text };
}

function lineOf(source: ts.SourceFile, pos: number): number {
  return source.getLineAndCharacterOfPosition(pos).line + 1;
}

/** The comments that assert something, each with the comment lines that go on directly below it. */
function assertionsIn(source: ts.SourceFile): ts.CommentRange[][] {
  const assertions: ts.CommentRange[][] = [];
  let current: ts.CommentRange[] = [];
  for (const comment of commentsIn(source)) {
    const last = current.at(-1);
    const goesOn = last && isDirectlyAfter(source, last.end, comment.pos);
    if (/^\/\/\s*(=>|throws [A-Z])/.test(source.text.slice(comment.pos, comment.end))) {
      current = [comment];
      assertions.push(current);
    } else if (goesOn) {
      current.push(comment);
    } else {
      current = [];
    }
  }
  return assertions;
}

/** The statement that ends right before a comment: on its line or the line above, with nothing in between. */
function statementBefore(source: ts.SourceFile, pos: number): ts.Statement | undefined {
  const before = nodesIn(source).filter((node): node is ts.Statement => ts.isStatement(node) && node.end <= pos);
  // Of several that end together the first is the outermost, which is the one that the reader sees.
  const last = before.reduce<ts.Statement | undefined>((a, b) => (a && a.end >= b.end ? a : b), undefined);
  return last && isDirectlyAfter(source, last.end, pos) ? last : undefined;
}

/** Whether there is at most the end of a line between two places. */
function isDirectlyAfter(source: ts.SourceFile, end: number, pos: number): boolean {
  return /^[^\S\n]*\n?[^\S\n]*$/.test(source.text.slice(end, pos));
}

/** The value behind `=>`, over as many comment lines as it takes; what follows is an ordinary comment. */
function shortestLiteral(comments: readonly string[]): string | undefined {
  let text = "";
  for (const comment of comments) {
    text = `${text} ${comment.replace(/^=>/, "")}`.trim();
    if (isLiteral(text)) return text;
  }
  return undefined;
}

/** The imports, or the names in them, that an earlier block of the same module has imported already. */
function repeatedImports(source: ts.SourceFile): ts.TextRange[] {
  const seen = new Set<string>();
  return source.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const bindings = statement.importClause?.namedBindings;
    const parts = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [statement];
    return parts.flatMap((part, index) => {
      const key = `${part.getText()} from ${statement.moduleSpecifier.getText()}`;
      const repeated = seen.has(key);
      seen.add(key);
      return repeated ? [{ pos: part.getStart(), end: parts[index + 1]?.getStart() ?? part.end }] : [];
    });
  });
}

/** All comments, in order. */
export function commentsIn(source: ts.SourceFile): ts.CommentRange[] {
  const comments = new Map<number, ts.CommentRange>();
  for (const { pos } of nodesIn(source)) {
    const onTheLine = ts.getTrailingCommentRanges(source.text, pos) ?? [];
    const below = ts.getLeadingCommentRanges(source.text, pos) ?? [];
    for (const comment of [...onTheLine, ...below]) comments.set(comment.pos, comment);
  }
  return [...comments.values()].sort((a, b) => a.pos - b.pos);
}

/** A node and everything in it down to the tokens, but not the insides of docstrings. */
export function nodesIn(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap((child) => (ts.isJSDoc(child) ? [] : nodesIn(child)))];
}
