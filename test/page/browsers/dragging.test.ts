import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { byId, madePage, openPage, type, valuesIn } from "./made.js";

inBrowsers(
  "a point of a network that is trained",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
    });
    beforeEach(async () => {
      ({ page, complaints } = await openPage(browser, `${madePage()}#s=0.6`));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      return () => page.context().close();
    });
    afterAll(() => browser?.close());

    const step = (): Promise<string> => page.inputValue(byId("timeline"));
    const ticks = (): Promise<string[]> => page.locator(".boundary .axes text").allTextContents();
    const label = (row: number): Promise<string | null> => page.getAttribute(byId(`point-${row}`), "aria-label");

    /** Draws a point sideways, in whole pixels, and looks at the axes before it is let go. */
    async function drag(row: number, across: number): Promise<{ held: string[] }> {
      const box = (await page
        .locator(byId(`point-${row}`))
        .locator(".touch")
        .boundingBox())!;
      const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + across, y, { steps: 7 });
      const held = await ticks();
      await page.mouse.up();
      return { held };
    }

    test("that is drawn sideways keeps its height, in axes that stand still until then", async () => {
      const before = await ticks();
      expect((await drag(4, -70)).held).toEqual(before);
      // To the edge of the drawing, and no further.
      expect(await label(4)).toMatch(/^Emily: 115 and 63/);
      await page.waitForFunction(`document.querySelector(".boundary .axes").textContent !== "${before.join("")}"`);
      await drag(5, -20);
      expect(await label(5)).toMatch(/^Frank: 14\d and 68/);
      expect(complaints).toEqual([]);
    });

    test("is taken back at once, and a row that is only predicted is no other training", async () => {
      const before = await valuesIn(page);
      await drag(4, -70);
      await type(page, "cell-5-0", "150");
      await type(page, "cell-1-name", "Bobby");
      expect(await page.locator("polyline.earlier").count()).toBe(0);
      for (let i = 0; i < 3; i++) await page.click(byId("btn-undo"));
      expect(await page.isDisabled(byId("btn-undo"))).toBe(true);
      expect(await valuesIn(page)).toEqual(before);
    });

    test("has the training go on to its end, be it drawn, typed or taken back", async () => {
      const before = await valuesIn(page);
      await drag(0, 30);
      const dragged = await valuesIn(page);
      expect(await step()).toBe("4000");
      expect(dragged.mse).not.toBe(before.mse);
      expect(await page.locator("polyline.earlier").count()).toBe(1);
      // One after the other, before the first has come to its end.
      for (const text of ["134", "135"]) await type(page, "cell-0-0", text);
      await valuesIn(page);
      expect(await step()).toBe("4000");
      for (let i = 0; i < 2; i++) await page.click(byId("btn-undo"));
      expect(await valuesIn(page)).toEqual(dragged);
      await page.click(byId("btn-undo"));
      expect(await valuesIn(page)).toEqual(before);
      expect(await page.isDisabled(byId("btn-undo"))).toBe(true);
    });
  },
  tried,
);
