import { presets, reduce, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { seen, stateAfter } from "../../state.js";
import { byId, madePage, openPage, takeAxe, valuesIn, violationsIn } from "../made.js";

const begun = stateAfter([
  { kind: "preset", ...presets.images },
  { kind: "epochs", epochs: 10_000 },
]);

// What is drawn, trained and told of pictures is the page's own code, whatever the browser.
inBrowsers(
  "pictures",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
      ({ page, complaints } = await openPage(browser, `${madePage()}#${await toLink(begun)}`));
    });
    afterAll(() => browser?.close());

    const step = async (): Promise<number> => Number(await page.inputValue(byId("timeline")));

    test("filters are trained in the worker, and the page answers meanwhile", async () => {
      expect(await page.inputValue(byId("preset"))).toBe("images");
      await page.click(byId("btn-run"));
      const before = await step();
      await expect.poll(step).toBeGreaterThan(before + 16 * 5);
      // A weight is chosen on the way, by its place in its filter.
      await page.click(`${byId("edge-w14")} rect`);
      await page.locator(`${byId("edge-w14")}[aria-pressed=true]`).waitFor();
      expect(await page.locator(byId("btn-pause")).count()).toBe(1);
      const chosenAt = await step();
      await expect.poll(step).toBeGreaterThan(chosenAt);
      await page.click(byId("btn-pause"));
    });

    test("the explanation of a filter's weight is there, and the classes of pictures", async () => {
      const values = await valuesIn(page);
      const state = { ...begun, at: { ...begun.at, step: await step() } };
      const expected = seen(state);
      expect(values.mse).toBe(String(expected.meanLoss));
      const { value, gradient } = expected.parameters.find((parameter) => parameter.name === "w14")!;
      expect([values["edge-w14"], values["grad-w14"]]).toEqual([String(value), String(gradient)]);
      expect(Number(values.gradient)).toBeCloseTo(gradient, 12);
      expect(await page.locator(`${byId("region-v5")} .factors li`).count()).toBeGreaterThan(3);
      for (const { name, output } of expected.predictions) expect(values[`pred-${name}`]).toBe(String(output));
      const answers = await page.locator(`${byId("region-v8")} tbody td:nth-child(5)`).allTextContents();
      expect(answers).toEqual(expected.predictions.map(({ output }) => (output >= 0.5 ? "|" : "—")));
      expect(await page.locator(`${byId("region-v4")} svg svg`).count()).toBe(5);
      expect(await page.locator(byId("region-v7")).count()).toBe(0);
    });

    test("a link has it again", async () => {
      // So far, it is soon trained again.
      await page.fill(byId("timeline"), "160");
      const values = await valuesIn(page);
      const opened = page.url();
      await page.click(byId("btn-share"));
      await expect.poll(() => page.url()).not.toBe(opened);
      const again = await openPage(browser, page.url());
      expect(await valuesIn(again.page)).toEqual(values);
      expect(again.complaints).toEqual([]);
      await again.page.context().close();
    });

    test("a number of a picture is set, and its prediction follows", async () => {
      await page.click(byId("btn-start"));
      await page.click(`${byId("region-v1")} td summary`);
      await page.fill(byId("cell-0-1"), "0.5");
      await page.keyboard.press("Enter");
      const features = begun.data.rows[0]!.features.with(1, 0.5);
      const { name, output } = seen(reduce(begun, { kind: "row", row: 0, change: { features } })).predictions[0]!;
      expect((await valuesIn(page))[`pred-${name}`]).toBe(String(output));
    });

    test("nothing of it is out of reach of readers, and a phone isn't scrolled sideways", async () => {
      const options = { bypassCSP: true, colorScheme: "dark", viewport: { width: 360, height: 740 } } as const;
      const phone = await openPage(browser, `${madePage()}#${await toLink(begun)}`, options);
      await takeAxe(phone.page);
      expect(await violationsIn(phone.page)).toEqual([]);
      expect(await phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await phone.page.context().close();
    });

    test("nothing was complained of", () => {
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
