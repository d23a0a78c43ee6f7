/** A formula as a tree of our own: it has no node for code, so that a text from outside can't inject any. */
export type Expression =
  /** Written with as many digits as it has, or with `significant` ones, zeros at its end, too. */
  | { readonly kind: "number"; readonly value: number; readonly significant?: number }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] };

export function numberOf(value: number): Expression {
  return { kind: "number", value };
}

export function symbolOf(name: string): Expression {
  return { kind: "symbol", name };
}

/** A function or an operator with what it is applied to; operators go by names, too: `"add"`. */
export function callOf(name: string, ...operands: readonly Expression[]): Expression {
  return { kind: "call", name, operands };
}

/** Terms added up from the left; 0 for none. */
export function sumOf(terms: readonly Expression[]): Expression {
  return terms.length === 0 ? numberOf(0) : terms.reduce((sum, term) => callOf("add", sum, term));
}

/** Factors multiplied from the left; 1 for none. */
export function productOf(factors: readonly Expression[]): Expression {
  return factors.length === 0 ? numberOf(1) : factors.reduce((product, factor) => callOf("multiply", product, factor));
}

/** What is multiplied in a product that is written without brackets, from the left; of anything else itself. */
export function factorsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== "call" || expression.name !== "multiply") return [expression];
  return expression.operands.flatMap(factorsOf);
}

export function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === "number" && expression.value === value;
}

/** A tree in which each part may be given another one; parts for which `replace` gives nothing stay. */
export function rewrite(expression: Expression, replace: (part: Expression) => Expression | undefined): Expression {
  const replaced = replace(expression);
  if (replaced !== undefined) return replaced;
  if (expression.kind !== "call") return expression;
  return callOf(expression.name, ...expression.operands.map((operand) => rewrite(operand, replace)));
}

/** The tree with expressions in the place of symbols. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  return rewrite(expression, (part) => (part.kind === "symbol" ? values.get(part.name) : undefined));
}

/** Every part of the tree, the whole before its parts. */
export function partsOf(expression: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  const add = (part: Expression): void => {
    parts.push(part);
    if (part.kind === "call") part.operands.forEach(add);
  };
  add(expression);
  return parts;
}

/** Whether a symbol stands anywhere in the tree. */
export function mentions(expression: Expression, symbol: string): boolean {
  for (const part of partsOf(expression)) if (part.kind === "symbol" && part.name === symbol) return true;
  return false;
}
