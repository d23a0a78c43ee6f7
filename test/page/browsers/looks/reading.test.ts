import { sectionNames } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { byId, madePage, openPage, takeAxe, violationsIn } from "../made.js";

inBrowsers(
  "as it is read",
  ({ launch }) => {
    let browser: Browser;
    let address = "";
    beforeAll(async () => {
      browser = await launch();
      address = madePage();
    });
    afterAll(() => browser?.close());

    test("it begins with the first section, whose question comes before its numbers", async () => {
      const { page } = await openPage(browser, `${address}#`, {}, "choice-yes");
      expect(await page.inputValue(byId("section"))).toBe("0.1");
      expect(await page.locator(byId("region-v5")).count()).toBe(0);
    });

    test("a question is printed with its choices", async () => {
      const { page } = await openPage(browser, `${address}#`, {}, "choice-yes");
      await page.emulateMedia({ media: "print" });
      for (const section of sectionNames) {
        await page.selectOption(byId("section"), section, { force: true });
        expect([section, await page.isVisible(".card legend"), await page.isVisible(".card fieldset label")]).toEqual([
          section,
          true,
          true,
        ]);
      }
      await page.context().close();
    });

    test("before there is a loss, nothing of training is in the way, and it is told why there are no numbers yet", async () => {
      const { page } = await openPage(browser, `${address}#s=0.2`, {}, "choice-yes");
      const ofTraining = [
        "timeline",
        "example-batch",
        "example-0",
        "btn-add-row",
        "btn-add-asked",
        "class-0",
        "btn-neutral",
      ];
      const there = (): Promise<number[]> => Promise.all(ofTraining.map((id) => page.locator(byId(id)).count()));
      const told = async (): Promise<string> => `${await page.textContent("main")} ${await page.textContent("footer")}`;
      expect(new Set(await there())).toEqual(new Set([0]));
      expect(await told()).toContain("—: not computed yet.");
      expect(await told()).not.toMatch(/gradient|epoch|step/);
      await page.click(byId("btn-reveal"));
      expect(await told()).not.toContain("not computed yet");
      expect(await page.textContent(byId("journal"))).toContain("o1: z = 0.9526, 0.7216");
      await page.selectOption(byId("section"), "0.4");
      expect(new Set(await there())).toEqual(new Set([1]));
      expect(await page.textContent(byId("region-v4"))).not.toContain("Below: gradient.");
      await page.click(byId("btn-reveal"));
      expect(await page.textContent(byId("region-v4"))).toContain("Below: gradient.");
    });

    test("a row's loss, which the table has, is said to come in its phase, not to be unknown", async () => {
      const { page } = await openPage(browser, address);
      const told = (): Promise<string | null> => page.textContent(`${byId("region-v3")} dl`);
      await page.click(byId("btn-start"));
      await page.click(byId("btn-phase"));
      expect(await told()).toBe("Loss for Alicein phase LossMean loss0.5071");
      await page.click(byId("btn-phase"));
      expect(await told()).toBe("Loss for Alice0.2269Mean loss0.5071");
      await page.context().close();
    });

    test("which step the gradients are of that moved a weight last is said where the page says what was done", async () => {
      const { page } = await openPage(browser, address);
      await page.click(byId("btn-run"));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      expect(await page.textContent(byId("journal"))).toContain("Step 4000, Diana: loss still 0.0028. ");
      await page.click(byId("btn-why"));
      expect(await page.textContent(byId("journal"))).toContain(
        "Back at step 3999, just before the update of step 4000:",
      );
    });

    test("it speaks the reader's language, and keeps the one that was chosen", async () => {
      const { page } = await openPage(browser, address, { locale: "fr-FR" });
      const language = (): Promise<string> => page.evaluate("document.documentElement.lang");
      expect([await language(), await page.title()]).toEqual(["fr", "Atelier neurone"]);
      await page.selectOption(byId("rounding"), "hand");
      expect(await page.textContent(byId("gradient"))).toBe("0,0214");
      await page.selectOption(byId("language"), "en");
      expect([await language(), await page.title()]).toEqual(["en", "Neuron workshop"]);
      expect(await page.textContent(byId("gradient"))).toBe("0.0214");
      // On a busy machine, a page that is loaded at once may not have yet what the one before has kept.
      const languageAnew = async (): Promise<string> => {
        await page.reload();
        return language();
      };
      await expect.poll(languageAnew).toBe("en");
      await page.goto(`${address}#s=0.1&l=fr`);
      await expect.poll(language).toBe("fr");
    });

    test("a link that was shared is read in the reader's language, one of a text in the text's, or in another of the reader's choice", async () => {
      const { page: shared } = await openPage(browser, `${address}#s=0.4&l=fr`);
      await expect.poll(() => shared.title()).toBe("Atelier neurone");
      await shared.click(byId("btn-share"));
      await expect.poll(() => shared.url()).not.toContain("&l=");
      const { page: reader } = await openPage(browser, shared.url());
      expect(await reader.title()).toBe("Neuron workshop");
      const { page } = await openPage(browser, `${address}#s=0.4&l=fr`);
      await expect.poll(() => page.title()).toBe("Atelier neurone");
      await page.selectOption(byId("language"), "en");
      await page.reload();
      await page.waitForSelector(byId("region-v5"));
      expect(await page.title()).toBe("Neuron workshop");
    });

    test.each([
      ["light", "en-US"],
      ["dark", "fr-FR"],
    ] as const)("nothing of it is out of reach of readers, in %s and %s", async (colorScheme, locale) => {
      const { page } = await openPage(browser, address, { colorScheme, locale, bypassCSP: true });
      await takeAxe(page);
      expect(await violationsIn(page)).toEqual([]);
      await page.selectOption(byId("detail"), "elementary");
      await page.focus(byId("factor-1"));
      expect(await violationsIn(page)).toEqual([]);
      await page.click(byId("btn-start"));
      expect(await violationsIn(page)).toEqual([]);
    });

    test("it fits a screen without scrolling, and a phone without scrolling sideways", async () => {
      const sizes = (page: Page): Promise<boolean[]> =>
        page.evaluate(`(({ scrollWidth, scrollHeight }) =>
        [scrollWidth <= innerWidth, scrollHeight <= innerHeight])(document.documentElement)`);
      for (const locale of ["en-US", "fr-FR"]) {
        const screen = await openPage(browser, address, { locale });
        expect(await sizes(screen.page)).toEqual([true, true]);
        // From the first factor to the update, without scrolling within the region either.
        const hiddenLines = `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector(".chain"))`;
        // Of heights that are fractions, one is rounded up and the other down.
        expect(await screen.page.evaluate(hiddenLines)).toBeLessThanOrEqual(1);
        const phone = await openPage(browser, address, { locale, viewport: { width: 360, height: 740 } });
        expect((await sizes(phone.page))[0]).toBe(true);
        for (const id of ["btn-start", "btn-run", "epochs"]) {
          const box = (await phone.page.locator(byId(id)).boundingBox())!;
          expect(box.y + box.height, id).toBeLessThan(740);
          expect(Math.min(box.width, box.height), id).toBeGreaterThanOrEqual(44);
        }
        const diagram = (await phone.page.locator(".diagram svg").boundingBox())!;
        expect(diagram.x + diagram.width).toBeLessThan(360);
      }
    });
  },
  tried,
);
