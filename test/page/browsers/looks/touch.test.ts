import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, inBrowsers } from "../../../browsers/in-browsers.js";
import { byId, madePage, openPage } from "../made.js";

const SCREENS = {
  phone: { width: 360, height: 740 },
  tablet: { width: 1024, height: 768 },
} as const;

inBrowsers(
  "touched by a finger",
  ({ launch }) => {
    let browser: Browser;
    let address = "";
    beforeAll(async () => {
      browser = await launch();
      address = madePage();
    });
    afterAll(() => browser?.close());
    const opened = async (screen: keyof typeof SCREENS): Promise<Page> => {
      const options = { viewport: SCREENS[screen], hasTouch: true, isMobile: true };
      const { page } = await openPage(browser, address, options);
      return page;
    };

    test.each(["phone", "tablet"] as const)("all that is pressed on a %s is 44 px high and wide", async (screen) => {
      const page = await opened(screen);
      await page.evaluate(`for (const each of document.querySelectorAll("details")) each.open = true`);
      const small = await page.evaluate<string[]>(`
      [...document.querySelectorAll("button, select, input, textarea, summary, a, .factors li, .mark")].flatMap((each) => {
        // What stands in a label is pressed by it.
        const isInLabel = each.matches("[type=radio], [type=checkbox], [type=file]");
        const area = isInLabel ? each.closest("label") : each;
        const round = each.querySelector(".touch");
        const { width, height } = round ? { width: parseFloat(getComputedStyle(round).strokeWidth), height: Infinity } :
          area.getBoundingClientRect();
        return Math.min(width, height) < 44 ? [each.outerHTML.slice(0, 120) + " " + width + " × " + height] : [];
      })`);
      expect(small).toEqual([]);
      await page.context().close();
    });

    test("a weight is selected next to its line, a bias at its neuron, and each from a list", async () => {
      const page = await opened("phone");
      const isPressed = (id: string): Promise<string | null> => page.getAttribute(byId(id), "aria-pressed");
      // A quarter along the line of w5 and 11 px beside it.
      const place = await page.evaluate<{ x: number; y: number }>(`(() => {
      const line = document.querySelector('${byId("edge-w5")} .touch');
      line.scrollIntoView({ block: "center" });
      const to = line.getScreenCTM();
      const [a, b] = [[line.x1, line.y1], [line.x2, line.y2]].map(([x, y]) =>
        new DOMPoint(x.baseVal.value, y.baseVal.value).matrixTransform(to));
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      const at = 0.45;
      return { x: a.x + at * (b.x - a.x) - 11 * (b.y - a.y) / length, y: a.y + at * (b.y - a.y) + 11 * (b.x - a.x) / length };
    })()`);
      await page.touchscreen.tap(place.x, place.y);
      expect(await isPressed("edge-w5")).toBe("true");
      const { x, y, width, height } = (await page.locator(byId("node-h2")).boundingBox())!;
      await page.touchscreen.tap(x + width / 2 + 9, y + height / 2);
      expect(await isPressed("bias-b2")).toBe("true");
      expect(await page.locator(`${byId("parameter")} option`).count()).toBe(9);
      await page.selectOption(byId("parameter"), "w1");
      expect(await isPressed("edge-w1")).toBe("true");
      await page.context().close();
    });

    test("a point is drawn through the plane by a finger", async () => {
      const page = await opened("phone");
      const before = await page.inputValue(byId("cell-0-0"));
      // Next to Alice, and within what can be touched of Emily.
      const at = await page.evaluate<{ x: number; y: number }>(`(() => {
      const mark = document.querySelector('${byId("point-0")}');
      mark.scrollIntoView({ block: "center" });
      const { e, f } = mark.getScreenCTM();
      return { x: e + 2, y: f - 2 };
    })()`);
      const session = await page.context().newCDPSession(page);
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", moved: number): Promise<unknown> =>
        session.send("Input.dispatchTouchEvent", {
          type,
          touchPoints: type === "touchEnd" ? [] : [{ x: at.x + moved, y: at.y }],
        });
      await touch("touchStart", 0);
      for (const moved of [10, 20, 30, 40]) await touch("touchMove", moved);
      await touch("touchEnd", 40);
      await expect.poll(() => page.inputValue(byId("cell-0-0"))).not.toBe(before);
      expect(Number(await page.inputValue(byId("cell-0-0")))).toBeGreaterThan(Number(before));
      await page.context().close();
    });

    test("nothing is seen on hovering alone, and two fingers may make all larger", async () => {
      const page = await opened("phone");
      expect(await page.content()).not.toContain(":hover");
      const unnamed = await page.evaluate(`[...document.querySelectorAll("button[title]")].flatMap((each) =>
      each.innerText.trim() === "" ? [each.outerHTML] : [])`);
      expect(unnamed).toEqual([]);
      expect(await page.getAttribute("meta[name=viewport]", "content")).not.toMatch(/user-scalable|maximum-scale/);
      const caught = await page.evaluate(`[...document.querySelectorAll("*")].filter((each) =>
      getComputedStyle(each).touchAction !== "auto" && !each.closest(".mark")).map((each) => each.outerHTML)`);
      expect(caught).toEqual([]);
      await page.context().close();
    });
  },
  chromium,
);
