import { en, faultOf, fr } from "@nn/page";
import { describe, expect, test } from "vitest";

describe("a formula that isn't read", () => {
  test.each([
    ["activation", "2 * x = 1", { typed: "=", character: 7 }, "«\u00a0=\u00a0» (caractère 7)"],
    ["activation", "sin(x", { typed: "(", character: 4 }, "«\u00a0(\u00a0» (caractère 4)"],
    ["activation", "log(x)", { at: 0 }, "près de 0."],
    ["activation", "1 / (x - 0.5)", { at: 0.5 }, "près de 0,5."],
    ["activation", "1", {}, "ne convient pas"],
    ["activation", "", {}, "ne convient pas"],
    ["loss", "(p - q)^2", { typed: "q", character: 6 }, "«\u00a0q\u00a0» (caractère 6)"],
    ["loss", "y^2", {}, "ne convient pas"],
  ] as const)("%s %s is refused in both languages", (kind, text, place, told) => {
    const fault = faultOf(kind, text)!;
    expect(fault).toEqual({ message: expect.any(String), ...place });
    expect(en.views.formulaFault(fault)).toBe(fault.message);
    expect(fr.views.formulaFault(fault)).toContain(told);
  });

  test("a formula has no fault", () => {
    expect([faultOf("activation", "max(0, x)"), faultOf("loss", "(p - y)^2")]).toEqual([null, null]);
  });
});
