import type { Random } from "@nn/core/component";

const FUNCTIONS = ["exp", "log", "log1p", "sqrt", "abs", "tanh", "sinh", "cosh", "step", "sum", "mean"];
const REPEATED = [
  ["x", "p", "1", "exp(x)"],
  [
    "+x",
    "-x",
    "*x",
    "/x",
    "+x^2",
    "*(x+1)",
    "*exp(-x^2)",
    "+max(x,0)",
    "*tanh(x)",
    "+abs(x-1)",
    "*max(x,1)",
    "^x",
    " x",
    "·x",
    "²",
    "⁻¹ · x",
    " · 10⁻⁷",
    "√",
    "|",
    "|x",
    "|·|x|",
    "−",
  ],
];
const NESTED = [
  ["tanh(", ")"],
  ["exp(-", ")"],
  ["max(x,", ")"],
  ["1/(1+", ")"],
  ["(", ")^2"],
  ["abs(x-", ")"],
  ["x^2/(1+", ")"],
  ["max(x,1)*min(", ",x)"],
  ["log(1+", ")*x"],
  ["exp(x)*tanh(", ")+x"],
  ["-", ""],
  ["x^", ""],
  ["|x − ", "|"],
  ["√(", ")"],
  ["(", ")²"],
  ["√", ""],
] as const;

/** One of the choices. */
export function chosen<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)]!;
}

function formula(random: Random, depth: number): string {
  const inner = (): string => formula(random, depth - 1);
  if (depth <= 0 || random() < 0.1) return chosen(random, ["x", "x", "z", "p", "t", "1", "0.5", "1e-9", "pi", "e"]);
  const kind = random();
  if (kind < 0.5) return `${inner()}${chosen(random, ["+", "-", "*", "/", "+", "*"])}${inner()}`;
  if (kind < 0.6) return `(${inner()})^${chosen(random, ["2", "3", "0.5", "(-1)", "x"])}`;
  if (kind < 0.7) return `(${inner()})`;
  if (kind < 0.8) return `${chosen(random, ["max", "min"])}(${inner()}, ${inner()})`;
  return `${chosen(random, FUNCTIONS)}(${inner()})`;
}

/** Texts that are formulas, or look like some: of one kind each. */
export const DRAWN: Readonly<Record<"formulas" | "repeated" | "nested" | "characters", (random: Random) => string>> = {
  formulas: (random) => formula(random, 5),
  repeated: (random) => {
    const unit = chosen(random, REPEATED[1]!);
    return chosen(random, REPEATED[0]!) + unit.repeat(1 + Math.floor((random() * 490) / unit.length));
  },
  nested: (random) => {
    const [open, close] = chosen(random, NESTED);
    const depth = 1 + Math.floor(random() * 40);
    return `${open.repeat(depth)}x${close.repeat(depth)}`;
  },
  characters: (random) => {
    const characters = [..."xxpt12.eE+-*/^(),; []{}'\"=<>!&|:?\\#@$%~_\n∂∞é−·×÷²³⁻¹√|π\u2009"];
    return Array.from({ length: 1 + Math.floor(random() * 40) }, () => chosen(random, characters)).join("");
  },
};
