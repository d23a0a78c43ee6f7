/*
 * Reads mathematics as a person does who sees nothing but the print: by precedence alone, from the left. What two people
 * could read in two ways is refused.
 */

/** What names, and functions by their names, stand for. */
export interface Meaning {
  readonly names: ReadonlyMap<string, number>;
  readonly functions: Readonly<Record<string, (...operands: number[]) => number>>;
}

const FUNCTIONS: Meaning["functions"] = {
  ...{ max: Math.max, min: Math.min, tanh: Math.tanh, sinh: Math.sinh, cosh: Math.cosh, ln: Math.log, abs: Math.abs },
  ...{
    log1p: Math.log1p,
    "√": Math.sqrt,
    sqrt: Math.sqrt,
    atan: Math.atan,
    sin: Math.sin,
    cos: Math.cos,
    step: (u) => (u > 0 ? 1 : 0),
  },
};

const PATTERN = /\s*(∂[^\s/()]+\/∂[^\s/()^]+|\d+(?:\.\d+)?(?:e[-+]\d+)?|[\p{L}√][\p{L}\p{M}\d_′]*|[-+*/^(),|])/uy;

/** The value of a text in one line; see `fromText` and `fromLatex`. */
export function readValue(text: string, { names, functions }: Meaning): number {
  const tokens: string[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.trimEnd().length) {
    const at = PATTERN.lastIndex;
    const [, token] = PATTERN.exec(text) ?? [];
    if (token === undefined) throw new Error(`can't read "${text.slice(at)}" of "${text}"`);
    tokens.push(token);
  }
  let next = 0;
  const takes = (...wanted: string[]): string | undefined =>
    wanted.includes(tokens[next]!) ? tokens[next++] : undefined;
  const refuse = (why: string): never => {
    throw new Error(`${why} at "${tokens.slice(next).join(" ")}" of "${text}"`);
  };

  function sum(): number {
    let value = takes("-") ? -product() : product();
    for (let sign = takes("+", "-"); sign; sign = takes("+", "-")) value += sign === "+" ? product() : -product();
    return value;
  }
  function product(): number {
    let value = power();
    for (let sign = takes("*", "/"); sign; sign = takes("*", "/")) {
      if (sign === "/" && tokens[next]?.startsWith("∂")) refuse("a quotient below a quotient");
      const factor = power();
      value = sign === "*" ? value * factor : value / factor;
    }
    return value;
  }
  function power(): number {
    const isQuotient = tokens[next]!.startsWith("∂");
    const base = atom();
    if (!takes("^")) return base;
    if (isQuotient) refuse("a power of a quotient");
    const value = base ** atom();
    return tokens[next] === "^" ? refuse("a power of a power") : value;
  }
  function atom(): number {
    const token = tokens[next++] ?? refuse("nothing");
    if (token === "(") return closed(sum(), ")");
    if (token === "|") return closed(Math.abs(sum()), "|");
    if (/^\d/.test(token)) return Number(token);
    if (takes("(")) {
      const operands = [sum()];
      while (takes(",")) operands.push(sum());
      const call = functions[token] ?? FUNCTIONS[token] ?? refuse(`no function ${token}`);
      return closed(call(...operands), ")");
    }
    return names.get(token) ?? (token === "e" ? Math.E : refuse(`no value of ${token}`));
  }
  function closed(value: number, bracket: string): number {
    return takes(bracket) ? value : refuse(`no ${bracket}`);
  }

  const value = sum();
  return next === tokens.length ? value : refuse("more");
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Plain text, with ^ for what is raised, and `o1__2` for o1 in the second example. */
export function fromText(text: string): string {
  return text
    .replace(/⁽([⁰¹²³⁴⁵⁶⁷⁸⁹]+)⁾/g, (_, digits: string) => `__${[...digits].map((one) => RAISED.indexOf(one)).join("")}`)
    .replace(
      /⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (raised) => `^(${[...raised].map((one) => (one === "⁻" ? "-" : RAISED.indexOf(one))).join("")})`,
    )
    .replace(/δ\(([^)]*)\)/g, "δ_$1")
    .replaceAll("−", "-")
    .replaceAll("·", "*");
}

const GREEK: Readonly<Record<string, string>> = { beta: "β", delta: "δ", epsilon: "ε", eta: "η", mu: "μ" };

/** LaTeX in the same form. Braces that group without a sign are invisible, and left out. */
export function fromLatex(latex: string): string {
  const greek = latex
    .replace(/\\(beta|delta|epsilon|eta|mu)(?![a-z])/g, (_, letter: string) => GREEK[letter]!)
    .replace(/\\hat\{(\w)\}/g, "$1\u0302");
  const named = greek
    .replace(/β_\{(\d)\}/g, "β$1")
    .replace(
      /z_\{[a-z](?:_\{[\d,]+\})?\}(?:\^\{\(\d+\)\})?|\b[a-z]_\{[\d,]+\}(?:\^\{\(\d+\)\})?|\bL\^\{\(\d+\)\}/g,
      nameOf,
    )
    .replace(
      /δ_\{(\w+)\}(?:\^\{\((\d+)\)\})?/g,
      (_, of: string, example?: string) => `δ_${of}${example ? `__${example}` : ""}`,
    )
    .replace(/\\frac\{\\partial (\w+)\}\{\\partial (\w+)\}/g, " ∂$1/∂$2 ")
    .replace(/f'(?:_\{(\d+)\})?/g, "f$1′");
  let rest = named
    .replaceAll("\\left|", "abs(")
    .replaceAll("\\right|", ")")
    .replace(/\\left|\\right|\\(?=ln|m(?:ax|in)|tanh|sinh|cosh|sqrt)/g, "")
    .replace(/\\operatorname\{(\w+)\}/g, "$1")
    .replaceAll("\\cdot", "*");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/, "(($1)/($2))")
      .replace(/(sqrt|\^)\{([^{}]*)\}/, "$1($2)")
      .replace(/(?<!\\frac|\}|sqrt|\^)\{([^{}]*)\}/, "$1");
  }
  return rest;
}

/** `z_{h_{1}}^{(2)}` as z_h1__2 */
function nameOf(latex: string): string {
  const example = /\^\{\((\d+)\)\}/.exec(latex)?.[1];
  return (
    latex
      .replace(/\^\{\(\d+\)\}/, "")
      .replaceAll(",", "_")
      .replace(/_\{(\d[\d_]*)\}/, "$1")
      .replace(/_\{(\w+)\}/, "_$1") + (example === undefined ? "" : `__${example}`)
  );
}

/** The equations of a plain text, each as its sides in one line; what takes the place of a name is a side, too. */
export function equationsOfText(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("  "));
  const whole: string[] = [];
  for (const line of lines) {
    if (/^ {2}\S/.test(line)) whole.push(line.trim());
    else whole.push(`${whole.pop()} ${line.trim()}`);
  }
  return whole.map((line) => line.split(/ [=←] /).map(fromText)).filter((sides) => sides.length > 1);
}

/** The same of LaTeX. */
export function equationsOfLatex(document: string): string[][] {
  return [...document.matchAll(/\\begin\{aligned\}\n([\s\S]*?)\n\\end\{aligned\}/g)].map(([, lines]) =>
    lines!
      .split(/ \\\\\n| &= | &\\leftarrow /)
      .flatMap((side) => side.split(/^ *&= /))
      .filter((side) => side.trim() !== "")
      .map(fromLatex),
  );
}
