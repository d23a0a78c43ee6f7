import { sectionNames } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, inBrowsers } from "../../../browsers/in-browsers.js";
import { byId, madePage, openPage, takeAxe } from "../made.js";

/**
 * Regions that have more to their right than they show, that cover each other or that end outside of the window; and in the
 * diagram, numbers that are wider than their circle or their frame.
 */
const faults = `(() => {
  const name = (element) => element.dataset.testid ?? element.className;
  const regions = [...document.querySelectorAll("section")];
  const cut = [...regions, ...document.querySelectorAll(".scrolled")]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map((element) => name(element) + " is cut");
  const boxes = regions.map((element) => [name(element), element.getBoundingClientRect()]);
  const covered = boxes.flatMap(([one, a], i) =>
    boxes.slice(i + 1)
      .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(([other]) => one + " and " + other));
  const outside = boxes.filter(([, { right }]) => right > innerWidth).map(([one]) => one + " is outside");
  const widest = (text, y) => 2 * Math.sqrt(text.parentElement.querySelector("circle").r.baseVal.value ** 2 - y ** 2) - 14;
  const wide = [...document.querySelectorAll(".neuron text")]
    .filter((text) => text.getBBox().width > widest(text, Number(text.getAttribute("y"))));
  const frames = [...document.querySelectorAll(".parameter rect")];
  wide.push(...[...document.querySelectorAll(".numbers")]
    .filter((numbers, i) => numbers.getBBox().width > frames[i].width.baseVal.value - 4));
  return [...cut, ...covered, ...outside, ...wide.map(({ textContent }) => textContent + " is too wide")];
})()`;

/** Drawings with something below that isn't seen, and columns of the page that end above the others. */
const low = `(async () => {
  // The curves of other sections leave no room for what a section has by itself.
  document.querySelector('${byId("btn-forget")}')?.click();
  await new Promise(requestAnimationFrame);
  const low = [...document.querySelectorAll(".figures > section")]
    .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1);
  const columns = [...document.querySelectorAll(".bench > div > section:last-child")];
  const bottom = document.querySelector(".bench").getBoundingClientRect().bottom;
  const early = columns.filter((column) => column.getBoundingClientRect().bottom < bottom - 1);
  return [...low, ...early].map(({ dataset }) => dataset.testid);
})()`;

/** Texts whose letters are smaller than 24 px on the screen. */
const small = `(() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: element } = texts.currentNode;
    if (!data.trim() || !element.checkVisibility() || element.closest("math, .unseen, option")) continue;
    const scale = element.ownerSVGElement?.getScreenCTM()?.a ?? 1;
    const size = scale * parseFloat(getComputedStyle(element).fontSize);
    if (size < 23.9) found.push(data.trim().slice(0, 30) + ": " + size.toFixed(1));
  }
  return [...new Set(found)];
})()`;

inBrowsers(
  "where things stand",
  ({ launch }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    const inSections = async (
      page: Page,
      look: () => Promise<void>,
      lookBefore?: () => Promise<void>,
    ): Promise<void> => {
      for (const language of ["en", "fr"]) {
        await page.selectOption(byId("language"), language);
        for (const section of sectionNames) {
          await page.selectOption(byId("section"), section);
          await lookBefore?.();
          await page.click(byId("btn-reveal"));
          await look();
        }
      }
    };

    test("the loss along a parameter has all its numbers in sight on a screen that is high enough", async () => {
      for (const locale of ["en-US", "fr-FR"]) {
        const options = { viewport: { width: 1400, height: 900 }, locale };
        const { page } = await openPage(browser, `${madePage()}#s=0.5`, options);
        await page.click(byId("btn-reveal"));
        await page.selectOption(byId("chart"), "slice");
        await page.waitForSelector(byId("step-after"));
        expect(await page.evaluate(low)).toEqual([]);
        await page.context().close();
      }
    });

    test("no region is cut at its side, covers another or ends outside of a desk's screen", async () => {
      const { page } = await openPage(browser, madePage());
      const look = async (): Promise<void> => {
        expect(await page.evaluate(faults), await page.inputValue(byId("section"))).toEqual([]);
        expect(await page.evaluate(low), await page.inputValue(byId("section"))).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollHeight - innerHeight")).toBeLessThanOrEqual(0);
      };
      await inSections(page, look, look);
      await page.context().close();
    });

    test("where a number moves, the question goes, and nothing else jumps", async () => {
      const { page } = await openPage(browser, madePage());
      const heightOf = async (id: string): Promise<number> => (await page.locator(byId(id)).boundingBox())!.height;
      await inSections(page, async () => {
        const height = await heightOf("region-v10");
        await page.fill(byId("cell-0-0"), "1");
        await page.press(byId("cell-0-0"), "Enter");
        expect(await page.isVisible(byId("elsewhere"))).toBe(true);
        expect(await page.isVisible(byId("answer"))).toBe(false);
        expect(await heightOf("region-v10")).toBe(height);
      });
      await page.context().close();
    });

    test("on a higher screen the plane is larger, and no region is cut", async () => {
      for (const locale of ["en-US", "fr-FR"]) {
        const { page } = await openPage(browser, `${madePage()}#s=0.5`, {
          viewport: { width: 1400, height: 900 },
          locale,
        });
        await page.click(byId("btn-reveal"));
        await page.click(byId("btn-run"));
        await page.waitForSelector(byId("btn-pause"), { state: "detached" });
        expect([await page.evaluate(faults), await page.evaluate(low)]).toEqual([[], []]);
        const { width } = (await page.locator(`${byId("region-v7")} .drawing`).boundingBox())!;
        expect(width, locale).toBeGreaterThan(240);
        await page.context().close();
      }
    });

    test("nor on a projector, where all letters are 24 px high and have a contrast of 7 to 1", async () => {
      const options = { viewport: { width: 1920, height: 1080 }, bypassCSP: true };
      const { page } = await openPage(browser, madePage(), options);
      await takeAxe(page);
      const faint = (): Promise<unknown> =>
        page.evaluate(`axe.run({ runOnly: ["color-contrast-enhanced"] }).then(({ violations, passes }) =>
        [violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)), passes.length])`);
      await page.click(".settings summary");
      await page.selectOption(byId("size"), "room");
      await page.click(".settings summary");
      await inSections(page, async () => {
        expect(await page.evaluate(faults), await page.inputValue(byId("section"))).toEqual([]);
        expect(await page.evaluate(small), await page.inputValue(byId("section"))).toEqual([]);
      });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await faint(), colorScheme).toEqual([[], 1]);
      }
      await page.context().close();
    });

    test("nothing is to the side of a screen on which all is twice as large, and it is dark or light as is chosen", async () => {
      const { page } = await openPage(browser, madePage(), {
        viewport: { width: 683, height: 384 },
        deviceScaleFactor: 2,
      });
      // The buttons of the training stay at the bottom, over the others.
      const found = await page.evaluate<string[]>(faults);
      expect(found.filter((fault) => !fault.startsWith("region-v3 and "))).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(683);
      await page.setViewportSize({ width: 360, height: 740 });
      const onPhone = await page.evaluate<string[]>(faults);
      expect(onPhone.filter((fault) => !fault.startsWith("region-v3 and "))).toEqual([]);
      await page.click(".settings summary");
      const brightness = async (theme: string): Promise<number> => {
        await page.selectOption(byId("theme"), theme);
        const card = await page.evaluate<string>(`getComputedStyle(document.querySelector(".panel")).backgroundColor`);
        return Math.max(...card.match(/\d+/g)!.slice(0, 3).map(Number));
      };
      expect(await brightness("dark")).toBeLessThan(64);
      expect(await brightness("light")).toBeGreaterThan(191);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await brightness("auto")).toBeLessThan(64);
      await page.context().close();
    });
  },
  chromium,
);
