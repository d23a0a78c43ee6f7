import { sectionNames } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers } from "../../browsers/installed.js";
import { byId, madePage, openPage, valuesIn } from "./made.js";

/** Regions that have more to their right than they show, that cover each other or that end outside of the window. */
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
  return [...cut, ...covered, ...outside];
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

const [chromium] = browsers;

describe.skipIf(chromium!.path === undefined && !process.env.CI)("where things stand, in headless Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium!.launch();
  });
  afterAll(() => browser?.close());

  const inSections = async (page: Page, look: () => Promise<void>): Promise<void> => {
    for (const language of ["en", "fr"]) {
      await page.selectOption(byId("language"), language);
      for (const section of sectionNames) {
        await page.selectOption(byId("section"), section);
        await page.click(byId("btn-reveal"));
        await look();
      }
    }
  };

  test("no region is cut at its side, covers another or ends outside of a desk's screen", async () => {
    const { page } = await openPage(browser, madePage());
    await inSections(page, async () => {
      expect(await page.evaluate(faults), await page.inputValue(byId("section"))).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollHeight - innerHeight")).toBeLessThanOrEqual(0);
    });
    await page.context().close();
  });

  test("nor on a projector, where all letters are 24 px high", async () => {
    const { page } = await openPage(browser, madePage(), { viewport: { width: 1920, height: 1080 } });
    await page.click(".settings summary");
    await page.selectOption(byId("size"), "room");
    await page.click(".settings summary");
    await inSections(page, async () => {
      expect(await page.evaluate(faults), await page.inputValue(byId("section"))).toEqual([]);
      expect(await page.evaluate(small), await page.inputValue(byId("section"))).toEqual([]);
    });
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
    await page.click(".settings summary");
    const brightness = async (theme: string): Promise<number> => {
      await page.selectOption(byId("theme"), theme);
      const card = await page.evaluate<string>(`getComputedStyle(document.querySelector(".panel")).backgroundColor`);
      return Math.max(...card.match(/\d+/g)!.slice(0, 3).map(Number));
    };
    expect(await brightness("dark")).toBeLessThan(64);
    expect(await brightness("light")).toBeGreaterThan(191);
    await page.context().close();
  });

  test("the tabulator alone leads through a session, and the place where one is can be seen", async () => {
    const { page } = await openPage(browser, madePage(), { permissions: ["clipboard-read", "clipboard-write"] });
    const here = `document.activeElement?.dataset.testid`;
    const isSeen = `(() => {
      const shown = (element) => getComputedStyle(element).outlineStyle !== "none" ||
        [...element.querySelectorAll("rect, circle")].some((part) => parseFloat(getComputedStyle(part).strokeWidth) > 2);
      return shown(document.activeElement) || shown(document.activeElement.parentElement);
    })()`;
    const unseen: string[] = [];
    const tabTo = async (id: string, key = "Tab"): Promise<void> => {
      for (let i = 0; i < 200; i++) {
        await page.keyboard.press(key);
        const place = await page.evaluate<string | undefined>(here);
        if (!(await page.evaluate<boolean>(isSeen))) unseen.push(place ?? "?");
        if (place === id) return;
      }
      throw new Error(`no way to ${id}`);
    };
    await tabTo("btn-run");
    await page.keyboard.press("Enter");
    await page.locator(".where", { hasText: "step 4000" }).waitFor();
    await page.waitForSelector(byId("btn-pause"), { state: "detached" });
    await tabTo("btn-phase", "Shift+Tab");
    const isKnown = async (): Promise<boolean> => (await page.textContent(".where"))!.endsWith("Gradients");
    for (let i = 0; i < 4 && !(await isKnown()); i++) await page.keyboard.press("Enter");
    await tabTo("edge-w1");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const { gradient, "grad-w5": inDiagram } = await valuesIn(page);
    expect(Number(gradient)).toBeCloseTo(Number(inDiagram), 14);
    await tabTo("export");
    await page.keyboard.type("explanation, L");
    await tabTo("btn-copy");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate<string>("navigator.clipboard.readText()")).toContain("\\partial L");
    expect(unseen).toEqual([]);
    await page.context().close();
  });
});
