import { toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { stateAfter } from "../state.js";
import { byId, madePage, openPage, valuesIn } from "./made.js";

/** Alice's gradients, with all weights 1 and all biases 0. */
const GRADIENTS = {
  ...{ w1: 0.0214695, w2: 0.0107348, w3: 0.0214695, w4: 0.0107348, w5: -0.0112692, w6: -0.0112692 },
  ...{ b1: -0.0107348, b2: -0.0107348, b3: -0.2376176 },
};

/** Labels of the diagram that lie over one another. */
const OVERLAPS = `(() => {
  const boxes = [...document.querySelectorAll(".diagram svg text")]
    .map((text) => [text.textContent, text.getBoundingClientRect(), text.parentNode]).filter(([, { width }]) => width > 0);
  return boxes.flatMap(([one, a, parent], i) => boxes.slice(i + 1)
    .filter(([, b, other]) => other !== parent && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => one + " and " + other));
})()`;

inBrowsers(
  "the lab's numbers",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
      ({ page, complaints } = await openPage(browser, madePage()));
    });
    afterAll(() => browser?.close());

    test("each parameter is reached by the keyboard, tells its name, value and gradient, and is checked", async () => {
      for (const [name, gradient] of Object.entries(GRADIENTS)) {
        const id = `${name.startsWith("w") ? "edge" : "bias"}-${name}`;
        await page.focus(byId(id));
        await page.keyboard.press("Enter");
        await page.locator(`${byId(id)}[aria-pressed=true]`).waitFor();
        const values = await valuesIn(page);
        expect(Number(values.gradient), name).toBeCloseTo(gradient, 6);
        const label = await page.getAttribute(byId(id), "aria-label");
        expect(label).toMatch(new RegExp(`^${name} = ${name.startsWith("w") ? 1 : 0} \\(.*\\), gradient −?0\\.[0-9]+`));
        const apart = Math.abs(Number(values["numeric-check"]) - Number(values.gradient));
        expect(apart, name).toBeLessThanOrEqual(1e-6 * Math.abs(gradient) + 1e-10);
      }
    });

    test("four steps take the mean loss where the lab has it", async () => {
      expect((await valuesIn(page)).mse).toBe("0.5071183179199986");
      for (let i = 0; i < 4; i++) await page.click(byId("btn-sample"));
      expect(Number((await valuesIn(page)).mse)).toBeCloseTo(0.500194529252766, 14);
    });

    test("four layers of eight neurons can be read, and their chain goes by deltas", async () => {
      const activations = Array.from({ length: 5 }, () => "sigmoid" as const);
      const state = stateAfter([{ kind: "model", change: { sizes: [2, 8, 8, 8, 8, 1], activations } }]);
      await page.goto(`${madePage()}#${await toLink(state)}`);
      await page.waitForSelector(byId("neurons-3"));
      expect(await page.evaluate(OVERLAPS)).toEqual([]);
      expect(await page.textContent(byId("region-v5"))).toContain("δ");
    });

    test("a training that diverges stops with numbers, and says where", async () => {
      await page.selectOption(byId("section"), "0.4");
      await page.click(byId("btn-reveal"));
      for (const layer of [0, 1]) await page.selectOption(byId(`activation-${layer}`), "identity");
      await page.click(byId("btn-run"));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      const text = await page.evaluate<string>("document.body.innerText");
      expect(text).toMatch(/diverged at step 5/);
      expect(text).not.toMatch(/NaN|∞|Infinity/);
      expect(await page.inputValue(byId("timeline"))).toBe("4");
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
