import { describe, expect, test } from "vitest";
import { browsers } from "../../browsers/installed.js";
import { byId, madePage, openPage, valuesIn } from "./made.js";

describe.each(browsers.slice(0, 1))("the tabulator alone leads in headless $name through", ({ path, launch }) => {
  test.skipIf(path === undefined && !process.env.CI)("a session, and the place where one is can be seen", async () => {
    const browser = await launch();
    const { page, complaints } = await openPage(browser, madePage());
    // Not every browser that is driven here lets a page copy.
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
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
    await expect.poll(() => page.evaluate("globalThis.copied")).toContain("\\partial L");
    expect([unseen, complaints]).toEqual([[], []]);
    await browser.close();
  });
});
