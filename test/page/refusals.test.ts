import { en, faultOf, fr } from "@nn/page";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers } from "../browsers/installed.js";
import { byId, madePage, openPage } from "./browsers/made.js";

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

const [chromium] = browsers;
describe.skipIf(chromium!.path === undefined && !process.env.CI)("a French reader, in headless Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium!.launch();
  });
  afterAll(() => browser?.close());

  test("reads in French why something is refused", async () => {
    const { page, complaints } = await openPage(browser, madePage(), { locale: "fr-FR" });
    const select = (id: string, value: string): Promise<unknown> => page.selectOption(byId(id), value);
    await select("activation-1", "identity");
    await select("loss-name", "binaryCrossEntropy");
    expect(await page.textContent(byId("journal"))).toContain("l’entropie croisée binaire");
    expect(await page.inputValue(byId("loss-name"))).toBe("meanSquaredError");
    await select("activation-0", "own");
    await page.fill(byId("activation-0-formula"), "x = 1");
    await page.keyboard.press("Enter");
    const message = await page.getAttribute(byId("activation-0-formula"), "aria-describedby");
    expect(await page.textContent(`[id="${message}"]`)).toContain("(caractère 3)");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
