import { en, faultOf, fr } from "@nn/page";
import { describe, expect, test } from "vitest";

describe("a formula that isn't read", () => {
  test.each([
    ["activation", "2 * x = 1", { typed: "=", character: 7 }, "«\u00a0=\u00a0» (caractère 7)"],
    ["activation", "sin(x", { typed: "(", character: 4 }, "«\u00a0(\u00a0» (caractère 4)"],
    ["activation", "log(x)", { at: 0 }, "près de 0."],
    ["activation", "1 / (x - 0.5)", { at: 0.5 }, "près de 0,5."],
    ["activation", "1", { lacks: "x" }, "il y manque x."],
    ["activation", "exp(1)", { lacks: "x" }, "il y manque x."],
    ["activation", "", { lacks: "x" }, "il y manque x."],
    ["loss", "(p - q)^2", { typed: "q", character: 6 }, "«\u00a0q\u00a0» (caractère 6)"],
    ["loss", "y^2", { lacks: "p" }, "il y manque p."],
    // A link of a longer one isn't read.
    ["loss", `(p - y)^2${"+0*p*p*y".repeat(24)}`, { letters: 201 }, "201 caractères\u202f; la page en accepte 200."],
  ] as const)("%s %s is refused in both languages", (kind, text, place, told) => {
    const fault = faultOf(kind, text)!;
    expect(fault).toMatchObject({ message: expect.any(String), ...place });
    expect(en.views.formulaFault(fault)).toBe(fault.message);
    expect(fr.views.formulaFault(fault)).toContain(told);
  });

  test("a formula has no fault", () => {
    expect([faultOf("activation", "max(0, x)"), faultOf("loss", "(p - y)^2")]).toEqual([null, null]);
  });
});

/** A text for each thing that is said of what can't be read. */
const MISREAD = [
  ...['"x"', "y => x", "y =", "x = 1", "x ? 1 : 0", "x && 1", "x or 1", "not x", "x == 0", "x != 1", "x > 0", "x << 2"],
  ...["x**2", "x.^2", "x % 2", "x!", "\\frac", "[x]", "max(0; x)", "1:x", "Σ x", "½ * x", "∞", "∛x", "Math.exp(x)"],
  ...[
    "x # 2",
    "x +",
    "(x",
    "* x",
    "²",
    "(+)",
    "x²^3",
    "x)",
    "(|x)",
    "1 000 * x",
    "2 x",
    "x(2)",
    "sin²(x)",
    "sin^-1(x)",
  ],
  ...["sin⁻¹(x)", "exp x", "racine(x)", "sigmod(x)", "quelconque(x)", "X", "q", "√-x", "√x²", "0,5*x", "x,", "x |"],
];

test("each thing that is said of what can't be read is said in French, with the same text to be typed", () => {
  const faults = MISREAD.map((text) => faultOf("activation", text)!);
  const told = new Map(faults.map((fault) => [fault.why, fr.views.formulaFault(fault)]));
  expect([...told].filter(([why, text]) => why === undefined || /caractère \d+\)\.$/.test(text))).toEqual([]);
  // One for each in packages/explain/src/formula/text/refusals.ts.
  expect(told.size).toBe(48);
  for (const fault of faults) {
    const text = fr.views.formulaFault(fault);
    const inFrench = [...text.matchAll(/«\u00a0(.*?)\u00a0»/g)].map(([, typed]) => typed);
    for (const value of fault.values!)
      expect([inFrench.includes(value.replaceAll('"', "")) || text.includes(value), text]).toEqual([true, text]);
    const words = text.replaceAll(/«\u00a0.*?\u00a0»/g, "").replace(/step\(u\) vaut 1 où u > 0/, "");
    expect(words).not.toMatch(/[^\u00a0\u202f][:;?!]|'|"|\b(the|type|and|which)\b/);
    expect(words).toMatch(/[.?]$/);
  }
});
