const STEP = "step(u) is 1 where u > 0, and 0 elsewhere";

/** What is said of what can't be read in a formula, and what to type instead, by what it is; values are texts as they are typed. */
const REFUSALS = {
  quotes: (text: string): string => `. Type "${text}", without quotation marks or primes`,
  leftSide: (right: string): string => `. Type only what stands right of it, "${right}"`,
  nothingRight: (): string => '. Type only what stands right of it, as "x^2" of "y = x^2"',
  condition: (): string => `. For "x > 0 ? a : b" type "step(x) * a + (1 - step(x)) * b": ${STEP}`,
  and: (): string => `. For "u > 0 and v > 0" type "step(u) * step(v)": ${STEP}`,
  or: (): string => `. For "u > 0 or v > 0" type "max(step(u), step(v))": ${STEP}`,
  not: (): string => `. For "not u > 0" type "1 - step(u)": ${STEP}`,
  equality: (text: string): string => `. Type "${text}", which is 1 where both are equal, and 0 elsewhere`,
  difference: (text: string): string => `. Type "${text}", which is 1 where both differ, and 0 elsewhere`,
  comparison: (text: string): string => `. Type "${text}": ${STEP}`,
  shift: (): string => '. For a product with a power of 2 type "x * 2^3"',
  stars: (text: string): string => `. A power has the sign ^: type "${text}"`,
  pointed: (text: string): string => `. Leave the point out: type "${text}"`,
  remainder: (): string => '. For the remainder of x by 2 type "x - 2 * floor(x / 2)", and for 50 % "0.5"',
  factorial: (): string => '. There are no factorials: type the number itself, as "6" for "3!"',
  latex: (): string => '. Commands of LaTeX aren\'t read: type "sqrt(x)", "exp(x)" or "x / 2"',
  brackets: (text: string): string => `. Only round brackets are read: type "${text}"`,
  semicolon: (text: string): string => `. A comma separates operands, and decimals have a point: type "${text}"`,
  colon: (): string => '. A quotient has the sign /: type "x / 2"',
  sum: (): string => '. For a sum over the outputs of an example type "sum(p)"',
  fraction: (): string => '. Type fractions with a /, as "1 / 2"',
  infinity: (): string => ". Every number in a formula is finite",
  thirdRoot: (): string => '. For a third root type "sign(x) * abs(x)^(1 / 3)"',
  dotted: (name: string): string => `. Names stand alone: type "${name}"`,
  meaningless: (): string => ", which means nothing in a formula: leave it out, or type its function by name",
  nothingAfter: (): string => ", and nothing after it: type an operand there, or leave it out",
  unclosed: (close: string): string => `, which isn't closed: type "${close}" where it ends`,
  operatorFirst: (): string => ", with nothing in front of it: type what it is applied to",
  powerFirst: (): string => ', with nothing in front of it: type what is raised, as "x²"',
  nothingBefore: (): string => ", with nothing in front of it: type an operand there, or leave it out",
  powerOfPower: (): string => ', and a power again: type brackets, as "(x²)^3"',
  unopened: (open: string): string =>
    `, which no ${open === "|" ? "other" : "bracket"} opens: type "${open}" where it begins, or leave it out`,
  barOpen: (): string => ', inside of a "|": type another "|" before it',
  twoNumbers: (): string => ", after another number: type one number without spaces, or an operator between them",
  product: (text: string): string => `, after something that it could be multiplied with: type "${text}"`,
  valueCalled: (name: string, text: string): string => `, after "${name}", which is no function: type "${text}"`,
  functionRaised: (text: string): string => `, with a power before its bracket: type "${text}"`,
  functionInverse: (text: string): string =>
    `, with a power before its bracket: type "${text}", or the inverse function by its name`,
  functionAlone: (text: string): string => `, which needs a bracket: type "${text}"`,
  otherFunction: (text: string): string => `, which is no function here: type "${text}"`,
  similarFunction: (meant: string): string => `, which is no function here: you may have meant ${meant}`,
  noFunction: (known: string): string => `, which is no function here: there are ${known}`,
  otherName: (name: string): string => `, which stands for nothing here: type "${name}"`,
  noName: (known: string): string => `, which stands for nothing here: there are ${known}`,
  root: (): string => ', with something else than a number or a name after it: type "√(…)"',
  rootRaised: (inside: string, outside: string): string => `, with a power after it: type "${inside}" or "${outside}"`,
  decimalComma: (text: string): string => `, but decimals have a point: type "${text}"`,
  strayComma: (): string => ', which only separates the operands of "max" and "min": leave it out',
} as const;

export type RefusalName = keyof typeof REFUSALS;

/** What is said of something, with the texts that it is said with. */
export type Refusal = {
  readonly [Name in RefusalName]: readonly [name: Name, ...values: Parameters<(typeof REFUSALS)[Name]>];
}[RefusalName];

/** Behind what was typed, and where. */
export function sentenceOf([name, ...values]: Refusal): string {
  return (REFUSALS[name] as (...values: readonly string[]) => string)(...values);
}
