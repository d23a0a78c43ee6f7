import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { byId, madePage, openPage, takeAxe, type, valuesIn, violationsIn } from "./made.js";

/** What the page says: in lines, in what is read aloud, and each piece by itself. */
const SEEN = `(() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.checkVisibility()) texts.push(data);
  }
  const labels = [...document.querySelectorAll("[aria-label]")].map(({ ariaLabel }) => ariaLabel);
  return { lines: document.body.innerText.split("\\n"), labels, texts };
})()`;

/** What of the card or of the loss isn't seen without scrolling, sideways or, of the card, at all; and what lies over something else there. */
const HIDDEN = `(() => {
  const [card, loss] = [".card", ".loss"].map((name) => document.querySelector(name));
  const isCut = card.scrollHeight > card.clientHeight + 1 || loss.scrollWidth > loss.clientWidth + 1;
  const boxes = [...loss.querySelectorAll("dt, dd, h3, p, td")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const over = boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => one + " and " + other));
  return [isCut, ...over];
})()`;

inBrowsers(
  "the regions of the page",
  ({ name, launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
      ({ page, complaints } = await openPage(browser, madePage(), { bypassCSP: true }));
      await takeAxe(page);
    });
    afterAll(() => browser?.close());

    const select = (id: string, value: string): Promise<unknown> => page.selectOption(byId(id), value);
    const textOf = (id: string): Promise<string | null> => page.textContent(byId(id));
    const violations = (): Promise<unknown> => violationsIn(page);

    test("an optimizer that is made for all rows at once takes them all", async () => {
      const { page: other } = await openPage(browser, madePage());
      await other.selectOption(byId("rule"), "lbfgs");
      expect(await other.inputValue(byId("batch"))).toBe("4");
      await other.click(byId("btn-sample"));
      expect(await other.textContent(".transport .where")).toMatch(/^epoch 1 · step 1 ·/);
      await other.context().close();
    });

    test("a question comes before its numbers, and is answered by the keyboard alone", async () => {
      await select("section", "0.4");
      expect(Object.keys(await valuesIn(page)).filter((id) => /^(grad|factor|gradient)/.test(id))).toEqual([]);
      for (const summary of await page.locator(".card summary").all()) await summary.click();
      expect(await violations()).toEqual([]);
      expect(await page.evaluate(HIDDEN)).toEqual([false]);
      await page.focus(byId("choice-positive"));
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      expect(await textOf("verdict")).toBe("Right. ");
      expect((await valuesIn(page)).gradient).toBe("0.02146953526581111");
      // It has room for so much.
      expect(await page.textContent(`${byId("parameter")} option`)).toBe("w1 = 1 (from x1 to h1)");
      expect(await violations()).toEqual([]);
    });

    test("a click on the curve goes to that epoch, and the arrow keys to the next", async () => {
      await page.click(byId("btn-run"));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      const box = (await page.locator(byId("curve-epoch")).boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      const epoch = async (): Promise<number> =>
        Number(/^epoch (\d+) ·/.exec((await page.textContent(".transport .where"))!)![1]);
      const clicked = await epoch();
      // Firefox has a mouse between two pixels on one of them.
      expect(Math.abs(clicked - 500)).toBeLessThanOrEqual(name === "Firefox" ? 1000 / box.width : 0);
      await page.keyboard.press("ArrowRight");
      expect(await epoch()).toBe(clicked + 1);
      const told = await page.getAttribute(byId("curve-epoch"), "aria-valuetext");
      expect(told).toMatch(new RegExp(`^Epoch ${clicked + 1}: mean loss 0\\.005`));
    });

    test("an earlier training stays as a curve until it is forgotten", async () => {
      const earlier = (): Promise<number> => page.locator("polyline.earlier").count();
      await select("start", "glorot");
      expect(await earlier()).toBe(1);
      await page.click(byId("btn-forget"));
      expect(await earlier()).toBe(0);
      await select("section", "0.4");
      await page.click(byId("btn-reveal"));
    });

    test("the slice compares the tangent with the loss at a value that is tried", async () => {
      await select("chart", "slice");
      expect(await violations()).toEqual([]);
      expect(await page.evaluate(HIDDEN)).toEqual([false]);
      await page.focus(byId("slice-value"));
      await page.keyboard.press("End");
      const { slope, "predicted-change": predicted, "actual-change": actual } = await valuesIn(page);
      expect(Number(predicted)).toBeCloseTo(3 * Number(slope), 12);
      expect(Number(actual)).toBeGreaterThan(0);
      await select("chart", "story");
      expect((await valuesIn(page))["story-4"]).toBe("0.500194529252766");
      expect(await violations()).toEqual([]);
      expect(await page.evaluate(HIDDEN)).toEqual([false]);
      await select("chart", "epochs");
    });

    test("a point is drawn with the mouse, and moved by the arrow keys: what is learnt changes", async () => {
      const before = await valuesIn(page);
      const box = (await page.locator(byId("point-0")).locator(".touch").boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 20, y - 10, { steps: 4 });
      await page.mouse.up();
      const dragged = await valuesIn(page);
      expect(dragged.gradient).not.toBe(before.gradient);
      expect(await page.getAttribute(byId("point-0"), "aria-label")).toMatch(/^Alice: 13[4-9] and 6[5-7]/);
      await page.focus(byId("point-0"));
      await page.keyboard.press("ArrowDown");
      expect((await valuesIn(page)).gradient).not.toBe(dragged.gradient);
      await select("section", "0.4");
      await page.click(byId("btn-reveal"));
    });

    test("values that are filled in are judged, and what follows comes with the last", async () => {
      await select("values", "blank");
      expect("gradient" in (await valuesIn(page))).toBe(false);
      const fill = async (id: string, text: string): Promise<void> => {
        await page.fill(byId(`blank-${id}`), text);
        await page.press(byId(`blank-${id}`), "Enter");
      };
      await fill("factor-0", "0.9");
      expect(await page.getAttribute(byId("blank-factor-0"), "aria-invalid")).toBe("true");
      expect(await violations()).toEqual([]);
      await fill("factor-0", "-0.953");
      await fill("factor-1", "0.249");
      await fill("factor-2", "-0.0904");
      expect(await page.locator(byId("update")).count()).toBe(0);
      await fill("gradient", "0.0214");
      expect((await valuesIn(page)).update).toBe("0.9978530464734189");
      await select("values", "shown");
    });

    test("the factors are the lab's or elementary, with the same product", async () => {
      await select("detail", "elementary");
      const values = await valuesIn(page);
      const factors = Object.entries(values).flatMap(([id, value]) => (/^factor-/.test(id) ? [Number(value)] : []));
      expect(factors).toHaveLength(5);
      expect(factors[1]).toBeCloseTo(0.24943853872512894, 14);
      expect(factors[3]).toBeCloseTo(0.04517665973091214, 14);
      expect(factors.reduce((product, factor) => product * factor)).toBeCloseTo(0.0214695352658111, 15);
      expect(Number(values.gradient)).toBeCloseTo(0.0214695352658111, 15);
      await select("detail", "neurons");
    });

    test("the start keeps the weights that were drawn, and another seed draws others", async () => {
      // Where nothing is drawn, none can be chosen, and why is said.
      const isEnabled = async (): Promise<boolean[]> => [
        await page.isEnabled(byId("btn-new-seed")),
        await page.isEnabled(byId("seed")),
        !(await page.isVisible("#seed-note")),
      ];
      expect(await isEnabled()).toEqual([false, false, false]);
      await select("order", "shuffled");
      expect(await isEnabled()).toEqual([true, true, true]);
      await select("order", "fixed");
      await select("start", "normal");
      const weights = async (): Promise<unknown> =>
        Object.entries(await valuesIn(page)).filter(([id]) => /^(edge|bias)-/.test(id));
      const [drawn, seed] = [await weights(), await page.inputValue(byId("seed"))];
      await page.click(byId("btn-epoch"));
      expect(await weights()).not.toEqual(drawn);
      await page.click(byId("btn-start"));
      expect(await weights()).toEqual(drawn);
      await page.click(byId("btn-new-seed"));
      expect(await weights()).not.toEqual(drawn);
      await type(page, "seed", seed);
      expect(await weights()).toEqual(drawn);
    });

    test("three steps on Alice alone move w1 as each optimizer has it", async () => {
      await select("section", "0.4");
      for (const row of [3, 2, 1]) await page.click(byId(`btn-remove-${row}`));
      const expected = { sgd: 0.9936060862818068, momentum: 0.9880318577283606, adam: 0.7014859627341727 };
      for (const [rule, w1] of Object.entries(expected)) {
        await select("rule", rule);
        // At the start it can't be pressed.
        await page.evaluate(`document.querySelector('${byId("btn-start")}').click()`);
        for (let i = 0; i < 3; i++) await page.click(byId("btn-sample"));
        expect(Number((await valuesIn(page))["edge-w1"])).toBeCloseTo(w1, 9);
      }
      await select("section", "0.4");
      await page.click(byId("btn-reveal"));
    });

    test("why a parameter has just moved is told from wherever the step after it is", async () => {
      const { gradient } = await valuesIn(page);
      for (const id of ["sample", "phase"]) {
        await page.click(byId(`btn-${id}`));
        await page.click(byId("btn-why"));
        expect((await valuesIn(page)).gradient).toBe(gradient);
        expect(await textOf("update")).toBe("0.9979");
      }
      expect(await page.locator(byId("btn-why")).count()).toBe(0);
    });

    test("a note says what is remarkable about a gradient, and is spoken", async () => {
      expect(await page.locator(byId("note-symmetric")).count()).toBe(1);
      expect(await textOf("journal")).toContain("same parameters");
    });

    test("a region that a teacher hides is nowhere, until all are shown", async () => {
      await page.click(".settings summary");
      expect(await violations()).toEqual([]);
      await page.uncheck(byId("shows-v5"));
      expect(await page.locator(byId("region-v5")).count()).toBe(0);
      await page.click(byId("btn-show-all"));
      expect(await page.locator(byId("region-v5")).count()).toBe(1);
      // What is drawn of a region can't be taken along without it.
      await select("export", "svg");
      await page.click(".settings summary");
      await page.uncheck(byId("shows-v4"));
      expect(await page.inputValue(byId("export"))).toBe("markdown");
      await page.click(byId("btn-show-all"));
    });

    test("where the history is hidden, one can still undo and share", async () => {
      await page.click(".settings summary");
      await page.uncheck(byId("shows-v9"));
      expect(await page.locator(byId("timeline")).count()).toBe(0);
      for (const id of ["btn-undo", "btn-share", "btn-save"]) expect(await page.isVisible(byId(id))).toBe(true);
      await page.click(byId("btn-undo"));
      expect(await page.locator(byId("timeline")).count()).toBe(1);
    });

    test("the settings lie over the page until it is pressed or reached elsewhere, or Escape is", async () => {
      const panel = page.locator(".settings .panel");
      const leaves = [
        () => page.click(`${byId("region-v8")} h2`),
        () => page.focus(byId("btn-share")),
        () => page.keyboard.press("Escape"),
      ];
      for (const leave of leaves) {
        await page.click(".settings summary");
        await page.focus(byId("theme"));
        expect(await panel.isVisible()).toBe(true);
        await leave();
        expect(await panel.isVisible()).toBe(false);
      }
      expect(await page.evaluate("document.activeElement.localName")).toBe("summary");
    });

    test("in French all is written as French is, and nothing by a name of the code", async () => {
      await select("language", "fr");
      const seen: { lines: string[]; labels: string[]; texts: string[] }[] = [];
      for (const chart of ["epochs", "slice", "story"]) {
        await select("chart", chart);
        seen.push(await page.evaluate(SEEN));
      }
      const written = seen.flatMap(({ lines, labels }) => [...lines, ...labels]);
      expect(written.length).toBeGreaterThan(200);
      // In lines, a browser may tell the names of a diagram as one word.
      const named = seen.flatMap(({ texts, labels }) => [...texts, ...labels]);
      expect(named.filter((text) => /[a-z][A-Z]/.test(text.replaceAll(/LaTeX|TypeScript|ReLU|AdamW/g, "")))).toEqual(
        [],
      );
      expect(written.filter((text) => /[^\u00a0\u202f][:;?!»]|«[^\u00a0]/.test(text))).toEqual([]);
      expect(written.filter((text) => /(?<![0-9.] ?)\b\d+\.\d+/.test(text.replaceAll(/\b0\.[1-6]\b/g, "")))).toEqual(
        [],
      );
      await select("chart", "epochs");
      await select("language", "en");
    });

    test("nothing of it moves by itself, and nothing was complained of", async () => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.click(byId("btn-sample"));
      expect(await page.evaluate("document.getAnimations().length")).toBe(0);
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
