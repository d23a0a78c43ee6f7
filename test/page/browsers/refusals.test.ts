import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { byId, madePage, openPage, type } from "./made.js";

inBrowsers(
  "a French reader",
  ({ launch }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
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
      for (const [typed, told] of [
        ["x = 1", "(caractère 3)"],
        [`x${" + 0 * x".repeat(25)}`, "201 caractères"],
      ] as const) {
        await type(page, "activation-0-formula", typed);
        const message = await page.getAttribute(byId("activation-0-formula"), "aria-describedby");
        expect(await page.textContent(`[id="${message}"]`)).toContain(told);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
  tried,
);
