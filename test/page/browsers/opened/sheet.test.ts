import { english, french, worksheet, worksheetCodes, worksheetLines, worksheetsHtml } from "@nn/explain";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { byId, madePage, openPage, takeAxe, type, violationsIn } from "../made.js";

const sheet = worksheet({ seed: 2026, name: "Ada" });
const lines = worksheetLines(sheet);
const codes = worksheetCodes(sheet);

inBrowsers(
  "a sheet and an experiment",
  ({ launch }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    test("a sheet's link opens its blanks, which tell nothing before they are filled in", async () => {
      const address = `${madePage()}#${sheet.link}`;
      const { page, complaints } = await openPage(browser, address, { bypassCSP: true }, "region-sheet");
      await takeAxe(page);
      const seen = (await page.textContent("body"))!;
      const told = sheet.explanation.given.map(({ value }) => Math.abs(value));
      for (const { value } of lines) {
        if (!told.includes(Math.abs(value)) && Math.abs(value) > 0.01)
          expect(seen).not.toContain(String(Math.abs(value)));
      }
      const [left, right] = await Promise.all(
        (await page.locator("main > section").all()).map((one) => one.boundingBox()),
      );
      expect(right!.x).toBeGreaterThan(left!.x + left!.width);
      expect(await violationsIn(page)).toEqual([]);

      expect(await page.textContent(byId("sheet-code"))).toBe(codes[0]);
      const blank = (line: number): string => `${byId(`sheet-${line}`)} input`;
      const answer = async (line: number, text: string): Promise<void> => {
        await page.locator(blank(line)).selectText();
        await page.keyboard.type(text);
        expect(await page.getAttribute(blank(line), "aria-invalid")).toBe("false");
        await page.keyboard.press("Enter");
      };
      await answer(0, String(lines[0]!.value + 3 * lines[0]!.tolerance));
      expect(await page.getAttribute(blank(0), "aria-invalid")).toBe("true");
      await page.locator(blank(0)).fill("1");
      await page.click(`${byId("sheet-0")} button`);
      expect(await page.getAttribute(blank(0), "aria-invalid")).toBe("true");
      for (const [i, { value }] of lines.entries()) {
        expect(await page.textContent(byId("sheet-code"))).toBe(codes[i]);
        await answer(i, String(value).replace(".", ","));
      }
      expect(await page.textContent(byId("sheet-code"))).toBe(codes.at(-1));
      expect(await violationsIn(page)).toEqual([]);
      await page.click(byId("btn-leave-sheet"));
      expect(Number(await page.getAttribute(byId("gradient"), "data-value"))).toBe(sheet.explanation.gradient);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test("a verdict and the code are those of what is typed", async () => {
      const mistaken = worksheet({ seed: 2026, level: "error" });
      const { line: place } = mistaken.mistake!;
      const other = place === 0 ? 1 : 0;
      const address = `${madePage()}#${mistaken.link}`;
      const { page, complaints } = await openPage(browser, address, {}, "region-sheet");
      const code = (): Promise<string | null> => page.textContent(byId("sheet-code"));
      const fill = async (line: number, text: string): Promise<void> => {
        await page.locator(`${byId(`sheet-${line}`)} input`).selectText();
        await page.keyboard.type(text);
      };
      const right = String(worksheetLines(mistaken)[place]!.value);
      const [none, found] = worksheetCodes(mistaken);
      await fill(place, right);
      await page.keyboard.press("Enter");
      expect(await code()).toBe(found);
      await fill(other, "0.5");
      await page.keyboard.press("Enter");
      expect(await code()).toBe(none);
      await page.locator(`${byId(`sheet-${other}`)} input`).selectText();
      await page.keyboard.press("Delete");
      expect(await code()).toBe(found);
      // Blanks that are filled in aren't kept: who leaves them is asked.
      const asked = new Promise<string>((resolve) =>
        page.once("dialog", (dialog) => {
          resolve(dialog.type());
          void dialog.dismiss();
        }),
      );
      void page.evaluate("location.reload()").catch(() => {});
      expect(await asked).toBe("beforeunload");
      await fill(place, "7");
      expect(await code()).toBe(none);
      expect(await page.inputValue(`${byId(`sheet-${place}`)} input`)).toBe("7");
      expect(await page.locator(".right").count()).toBe(0);
      await fill(place, right);
      await page.keyboard.press("Enter");
      expect(await code()).toBe(found);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test.each([
      ["en-US", english],
      ["fr-FR", french],
    ] as const)("a sheet and its key are printed from the page, in %s", async (locale, language) => {
      const address = `${madePage()}#${sheet.link}`;
      const { page, complaints } = await openPage(browser, address, { locale }, "region-sheet");
      // What is printed has its own style, which the page's policy lets it have.
      await page.evaluate(`
      globalThis.papers = [];
      document.addEventListener("load", ({ target }) => {
        const { contentWindow, contentDocument, srcdoc } = target;
        contentWindow.print = () => papers.push([srcdoc, getComputedStyle(contentDocument.body).backgroundColor]);
      }, true)`);
      const { exercises, key } = worksheetsHtml([sheet], { language });
      expect(await page.isVisible(byId("btn-print-key"))).toBe(false);
      for (const [count, what] of ["exercises", "key"].entries()) {
        // The key is for teachers, who find it in the settings.
        if (what === "key") await page.click(".settings summary");
        await page.click(byId(`btn-print-${what}`));
        await expect.poll(() => page.evaluate("papers.length")).toBe(count + 1);
      }
      expect(await page.evaluate("papers")).toEqual([exercises, key].map((html) => [html, "rgb(255, 255, 255)"]));
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test("many seeds and typed codes make dot plots", async () => {
      const { page, complaints } = await openPage(browser, madePage(), { bypassCSP: true });
      await takeAxe(page);
      await page.fill(byId("epochs"), "3");
      await page.keyboard.press("Tab");
      await page.click(byId("btn-experiment"));
      await expect.poll(() => page.locator("circle.dot").count()).toBe(60);
      expect(await page.locator(byId("spread")).count()).toBe(2);
      const own = (await page.textContent(byId("loss-code")))!;
      await type(page, "codes", `${own} AAAA`);
      expect(await page.locator(byId("spread")).count()).toBe(3);
      expect(await page.textContent(`${byId("region-experiment")} .wrong`)).toBe(
        "No code of a loss: AAAA. Was it mistyped?",
      );
      await type(page, "seeds", "0");
      await page.locator(`${byId("region-experiment")} .wrong`, { hasText: "from 1 to 100" }).waitFor();
      expect(await page.locator(byId("spread")).count()).toBe(3);
      expect(await violationsIn(page)).toEqual([]);
      await page.click(byId("btn-leave-experiment"));
      expect(await page.locator(byId("region-v5")).count()).toBe(1);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
  tried,
);
