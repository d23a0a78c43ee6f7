import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { expect, test } from "vitest";

function answer(make: (text: string) => unknown, text: string): string {
  try {
    make(text);
    return `${text}: made`;
  } catch (error) {
    return (error as Error).message;
  }
}

const answers = (make: (text: string) => unknown, texts: readonly string[]): string =>
  `\n${texts.map((text) => answer(make, text)).join("\n")}\n`;

test("decimal commas, and commas between operands", () => {
  const texts = ["0,5*x", "x * (1,5 + x)", "max(0 ; 0,5 · x)", "max(0,5*x, 1)", "exp(0,5)", "x,", "1 000 * x"];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "0,5*x" has "," at character 2, but decimals have a point: type "0.5*x".
    The formula "x * (1,5 + x)" has "," at character 7, but decimals have a point: type "x * (1.5 + x)".
    The formula "max(0 ; 0,5 · x)" has ";" at character 7. A comma separates operands, and decimals have a point: type "max(0, 0.5 · x)".
    The formula "max(0,5*x, 1)" gives max 3 operands, but it takes 2: decimals have a point, operands a comma between them.
    The formula "exp(0,5)" gives exp 2 operands, but it takes 1: decimals have a point, operands a comma between them.
    The formula "x," has "," at character 2, which only separates the operands of "max" and "min": leave it out.
    The formula "1 000 * x" has "000" at character 3, after another number: type one number without spaces, or an operator between them.
    "
  `);
});

test("comparisons, conditions and logic", () => {
  const texts = ["x > 0", "x >= 1 + 2", "0 < x", "x ≤ 2", "x == 0", "x != 1", "x ? 1 : 0", "x > 0 ? x : 0", "x && y"];
  const more = ["x || 1", "x and 1", "not x", "!x", "x << 2"];
  expect(answers(activationFromFormula, [...texts, ...more])).toMatchInlineSnapshot(`
    "
    The formula "x > 0" has ">" at character 3. Type "step(x)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x >= 1 + 2" has ">=" at character 3. Type "step(x - (1 + 2))": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "0 < x" has "<" at character 3. Type "step(x)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x ≤ 2" has "≤" at character 3. Type "step(2 - x)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x == 0" has "==" at character 3. Type "1 - abs(sign(x))", which is 1 where both are equal, and 0 elsewhere.
    The formula "x != 1" has "!=" at character 3. Type "abs(sign(x - 1))", which is 1 where both differ, and 0 elsewhere.
    The formula "x ? 1 : 0" has "?" at character 3. For "x > 0 ? a : b" type "step(x) * a + (1 - step(x)) * b": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x > 0 ? x : 0" has "?" at character 7. For "x > 0 ? a : b" type "step(x) * a + (1 - step(x)) * b": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x && y" has "&&" at character 3. For "u > 0 and v > 0" type "step(u) * step(v)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x || 1" has "||" at character 3. For "u > 0 or v > 0" type "max(step(u), step(v))": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x and 1" has "and" at character 3. For "u > 0 and v > 0" type "step(u) * step(v)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "not x" has "not" at character 1. For "not u > 0" type "1 - step(u)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "!x" has "!" at character 1. For "not u > 0" type "1 - step(u)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "x << 2" has "<<" at character 3. For a product with a power of 2 type "x * 2^3".
    "
  `);
});

test("operators of other languages", () => {
  const texts = ["x % 2", "x mod 2", "x**2", "x.^2", "x .* x", "x!", "x'", "1:x", "\\frac{x}{2}", "½ * x", "∛x", "Σ x"];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "x % 2" has "%" at character 3. For the remainder of x by 2 type "x - 2 * floor(x / 2)", and for 50 % "0.5".
    The formula "x mod 2" has "mod" at character 3. For the remainder of x by 2 type "x - 2 * floor(x / 2)", and for 50 % "0.5".
    The formula "x**2" has "**" at character 2. A power has the sign ^: type "x^2".
    The formula "x.^2" has ".^" at character 2. Leave the point out: type "x^2".
    The formula "x .* x" has ".*" at character 3. Leave the point out: type "x * x".
    The formula "x!" has "!" at character 2. There are no factorials: type the number itself, as "6" for "3!".
    The formula "x'" has "'" at character 2. Type "x", without quotation marks or primes.
    The formula "1:x" has ":" at character 2. A quotient has the sign /: type "x / 2".
    The formula "\\frac{x}{2}" has "\\" at character 1. Commands of LaTeX aren't read: type "sqrt(x)", "exp(x)" or "x / 2".
    The formula "½ * x" has "½" at character 1. Type fractions with a /, as "1 / 2".
    The formula "∛x" has "∛" at character 1. For a third root type "sign(x) * abs(x)^(1 / 3)".
    The formula "Σ x" has "Σ" at character 1. For a sum over the outputs of an example type "sum(p)".
    "
  `);
});

test("functions by other names", () => {
  const texts = [
    "Math.exp(x)",
    "np.tanh(x)",
    "sigmoide(x)",
    "sigmoïde(x)",
    "racine(x)",
    "sigmoyd(x)",
    "tan(x)",
    "ReLU(x)",
  ];
  const more = ["ABS(x)", "arctan(x)", "lg(x)", "E(x)", "constructor(x)"];
  expect(answers(activationFromFormula, [...texts, ...more])).toMatchInlineSnapshot(`
    "
    The formula "Math.exp(x)" has "Math.exp" at character 1. Names stand alone: type "exp".
    The formula "np.tanh(x)" has "np.tanh" at character 1. Names stand alone: type "tanh".
    The formula "sigmoide(x)" has "sigmoide" at character 1, which is no function here: type "sigmoid(x)".
    The formula "sigmoïde(x)" has "sigmoïde" at character 1, which is no function here: type "sigmoid(x)".
    The formula "racine(x)" has "racine" at character 1, which is no function here: type "sqrt(x)".
    The formula "sigmoyd(x)" has "sigmoyd" at character 1, which is no function here: you may have meant "sigmoid".
    The formula "tan(x)" has "tan" at character 1, which is no function here: type "sin(x) / cos(x)".
    The formula "ReLU(x)" has "ReLU" at character 1, which is no function here: type "max(0, x)".
    The formula "ABS(x)" has "ABS" at character 1, which is no function here: type "abs(x)".
    The formula "arctan(x)" has "arctan" at character 1, which is no function here: type "atan(x)".
    The formula "lg(x)" has "lg" at character 1, which is no function here: type "log10(x)".
    The formula "E(x)" has "E" at character 1, which is no function here: you may have meant "exp".
    The formula "constructor(x)" has "constructor" at character 1, which is no function here: there are exp, log, log10, log1p, sqrt, abs, sin, cos, atan, sigmoid, tanh, sinh, cosh, erf, max, min, floor, sign, step, sum, mean.
    "
  `);
});

test("functions without brackets, and powers before them", () => {
  const texts = ["exp x", "ln x", "sin", "sin²(x)", "tan²(x)", "sin⁻¹(x)", "√x²", "√|x|", "x²^3", "²"];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "exp x" has "exp" at character 1, which needs a bracket: type "exp(x)".
    The formula "ln x" has "ln" at character 1, which needs a bracket: type "ln(x)".
    The formula "sin" has "sin" at character 1, which needs a bracket: type "sin(x)".
    The formula "sin²(x)" has "sin" at character 1, with a power before its bracket: type "sin(x)^2".
    The formula "tan²(x)" has "tan" at character 1, which is no function here: type "sin(x) / cos(x)".
    The formula "sin⁻¹(x)" has "sin" at character 1, with a power before its bracket: type "1 / sin(x)", or the inverse function by its name.
    The formula "√x²" has "√" at character 1, with a power after it: type "√(x²)" or "√(x)²".
    The formula "√|x|" has "√" at character 1, with something else than a number or a name after it: type "√(…)".
    The formula "x²^3" has "²" at character 2, and a power again: type brackets, as "(x²)^3".
    The formula "²" has "²" at character 1, with nothing in front of it: type what is raised, as "x²".
    "
  `);
});

test("products without a sign", () => {
  const texts = ["2x", "2(x + 1)", "x(x + 1)", "(x)(x)", "x |x|", "x² x", "2 exp(x)", "0x10 * x", "5 cm + x"];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "2x" has "x" at character 2, after something that it could be multiplied with: type "2 * x".
    The formula "2(x + 1)" has "(" at character 2, after something that it could be multiplied with: type "2 * (x + 1)".
    The formula "x(x + 1)" has "(" at character 2, after "x", which is no function: type "x * (x + 1)".
    The formula "(x)(x)" has "(" at character 4, after something that it could be multiplied with: type "(x) * (x)".
    The formula "x |x|" has "|" at character 3, after something that it could be multiplied with: type "x * |x|".
    The formula "x² x" has "x" at character 4, after something that it could be multiplied with: type "x² * x".
    The formula "2 exp(x)" has "exp" at character 3, after something that it could be multiplied with: type "2 * exp(x)".
    The formula "0x10 * x" has "x10" at character 2, after something that it could be multiplied with: type "0 * x10 * x".
    The formula "5 cm + x" has "cm" at character 3, after something that it could be multiplied with: type "5 * cm + x".
    "
  `);
});

test("whole equations, and what stands around a formula", () => {
  const texts = ["f(x) = x²", "y = x^2", "y=", "x := 1", "x => 2 * x", "[x]", "{x}", '"x"', "« x »", "x; x", "x @ 2"];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "f(x) = x²" has "=" at character 6. Type only what stands right of it, "x²".
    The formula "y = x^2" has "=" at character 3. Type only what stands right of it, "x^2".
    The formula "y=" has "=" at character 2. Type only what stands right of it, as "x^2" of "y = x^2".
    The formula "x := 1" has ":=" at character 3. Type only what stands right of it, "1".
    The formula "x => 2 * x" has "=>" at character 3. Type only what stands right of it, "2 * x".
    The formula "[x]" has "[" at character 1. Only round brackets are read: type "(x)".
    The formula "{x}" has "{" at character 1. Only round brackets are read: type "(x)".
    The formula ""x"" has """ at character 1. Type "x", without quotation marks or primes.
    The formula "« x »" has "«" at character 1. Type "x", without quotation marks or primes.
    The formula "x; x" has ";" at character 2. A comma separates operands, and decimals have a point: type "x, x".
    The formula "x @ 2" has "@" at character 3, which means nothing in a formula: leave it out, or type its function by name.
    "
  `);
});

test("brackets, bars and ends", () => {
  const texts = [
    "(x",
    "exp((x + 1)",
    "x)",
    "|x",
    "x|",
    "(|x)",
    "|(x|",
    "()",
    "exp()",
    "x +",
    "* x",
    "max(x)",
    "",
    "  ",
  ];
  expect(answers(activationFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "(x" has "(" at character 1, which isn't closed: type ")" where it ends.
    The formula "exp((x + 1)" has "(" at character 4, which isn't closed: type ")" where it ends.
    The formula "x)" has ")" at character 2, which no bracket opens: type "(" where it begins, or leave it out.
    The formula "|x" has "|" at character 1, which isn't closed: type "|" where it ends.
    The formula "x|" has "|" at character 2, which no other opens: type "|" where it begins, or leave it out.
    The formula "(|x)" has ")" at character 4, inside of a "|": type another "|" before it.
    The formula "|(x|" has "|" at character 4, which no other opens: type "|" where it begins, or leave it out.
    The formula "()" has ")" at character 2, with nothing in front of it: type an operand there, or leave it out.
    The formula "exp()" has ")" at character 5, with nothing in front of it: type an operand there, or leave it out.
    The formula "x +" has "+" at character 3, and nothing after it: type an operand there, or leave it out.
    The formula "* x" has "*" at character 1, with nothing in front of it: type what it is applied to.
    The formula "max(x)" gives max 1 operand, but it takes 2: decimals have a point, operands a comma between them.
    The formula "" is empty: type one, as "max(0, x)".
    The formula "  " is empty: type one, as "max(0, x)".
    "
  `);
});

test("unknown names", () => {
  expect(answers(activationFromFormula, ["w", "X", "2 * y", "x + é"])).toMatchInlineSnapshot(`
    "
    The formula "w" has "w" at character 1, which stands for nothing here: there are x, z, pi, e.
    The formula "X" has "X" at character 1, which stands for nothing here: type "x".
    The formula "2 * y" has "y" at character 5, which stands for nothing here: there are x, z, pi, e.
    The formula "x + é" has "é" at character 5, which stands for nothing here: type "e".
    "
  `);
  const texts = [
    "(o − t)²",
    "(x - y)^2",
    "(ŷ − y)²",
    "(p - target)^2",
    "(p − cible)²",
    "exp",
    "y > p",
    "moyenne(p)",
    "",
  ];
  expect(answers(lossFromFormula, texts)).toMatchInlineSnapshot(`
    "
    The formula "(o − t)²" has "o" at character 2, which stands for nothing here: type "p".
    The formula "(x - y)^2" has "x" at character 2, which stands for nothing here: there are p, y, t, pi, e.
    The formula "(ŷ − y)²" has "ŷ" at character 2, which stands for nothing here: type "p".
    The formula "(p - target)^2" has "target" at character 6, which stands for nothing here: type "t".
    The formula "(p − cible)²" has "cible" at character 6, which stands for nothing here: type "t".
    The formula "exp" has "exp" at character 1, which needs a bracket: type "exp(p)".
    The formula "y > p" has ">" at character 3. Type "step(y - p)": step(u) is 1 where u > 0, and 0 elsewhere.
    The formula "moyenne(p)" has "moyenne" at character 1, which is no function here: type "mean(p)".
    The formula "" is empty: type one, as "max(0, p)".
    "
  `);
});

test("places count in the text that was typed, by characters", () => {
  expect(answer(activationFromFormula, "𝟙𝟙 + x")).toContain('has "𝟙" at character 1,');
  expect(answer(activationFromFormula, "√(x² + 1) · x\u202F−\u00A0w")).toContain('has "w" at character 17,');
  expect(answer(activationFromFormula, "|x|³ ÷ 3 · 10⁻⁷ · foo(x)")).toContain('has "foo" at character 19,');
});
