import { fromLink, presets, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { stateAfter } from "../../state.js";
import { byId, madePage, openPage, type, valuesIn } from "../made.js";

/** A table of so many rows that its link takes longer than one of four. */
const LONG = stateAfter([
  {
    kind: "data",
    change: {
      rows: Array.from({ length: 5000 }, (_, i) => ({ name: `row ${i}`, features: [Math.sin(i), i], target: i % 2 })),
    },
  },
]);

inBrowsers(
  "links",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
    });
    beforeEach(async () => {
      ({ page, complaints } = await openPage(browser, `${madePage()}#${await toLink(LONG)}`, {}, "btn-rows-after"));
      return () => page.context().close();
    });
    afterAll(() => browser?.close());

    const linked = async () => fromLink(await page.evaluate<string>("location.hash"), "en");

    test("are of what was shared last, though what was shared before takes longer", async () => {
      await page.evaluate(`(() => {
        globalThis.made = 0;
        const { btoa } = globalThis;
        globalThis.btoa = (text) => {
          globalThis.made++;
          return btoa(text);
        };
        // The first one waits, as where a browser has much else to do.
        const { stream } = Blob.prototype;
        Blob.prototype.stream = function () {
          Blob.prototype.stream = stream;
          const start = () => new Promise((resolve) => setTimeout(resolve, 300));
          return stream.call(this).pipeThrough(new TransformStream({ start }));
        };
        const share = document.querySelector('${byId("btn-share")}');
        share.click();
        const preset = document.querySelector('${byId("preset")}');
        preset.value = "xor";
        preset.dispatchEvent(new Event("change", { bubbles: true }));
        share.click();
      })()`);
      await expect.poll(() => page.evaluate("globalThis.made")).toBe(2);
      // Both have come to their ends.
      await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
      expect((await linked())?.data).toEqual(presets.xor.data);
      expect(complaints).toEqual([]);
    });

    test("lead where the address is by then, though another one takes longer to be read", async () => {
      await page.evaluate(`(async () => {
        location.hash = "${await toLink({ ...LONG, at: { ...LONG.at, step: 1 } })}";
        await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        location.hash = "s=0.5";
        await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        await new Promise((resolve) => setTimeout(resolve, 500));
      })()`);
      expect(await page.inputValue(byId("section"))).toBe("0.5");
      expect(await page.inputValue(byId("preset"))).toBe("people");
      expect(complaints).toEqual([]);
    });

    test("of what is shared stay out of an address that is opened in the meantime", async () => {
      await page.evaluate(`(async () => {
        // The link waits, as where a browser has much else to do.
        const { stream } = Blob.prototype;
        Blob.prototype.stream = function () {
          Blob.prototype.stream = stream;
          const start = () => new Promise((resolve) => setTimeout(resolve, 300));
          return stream.call(this).pipeThrough(new TransformStream({ start }));
        };
        document.querySelector('${byId("btn-share")}').click();
        location.hash = "s=0.5";
        await new Promise((resolve) => setTimeout(resolve, 800));
      })()`);
      expect(await page.evaluate("location.hash")).toBe("#s=0.5");
      expect(await page.inputValue(byId("section"))).toBe("0.5");
      expect(complaints).toEqual([]);
    });

    test("are what a page begins with, and each later section goes back with its own network", async () => {
      const { page: other } = await openPage(browser, `${madePage()}#s=0.2&l=fr`, {}, "region-v4");
      expect(await other.isDisabled(byId("btn-undo"))).toBe(true);
      const shown = () => Promise.all([other.inputValue(byId("section")), valuesIn(other)]);
      const first = await shown();
      await other.selectOption(byId("section"), "0.1");
      await other.click(byId("btn-reveal"));
      for (let i = 0; i < 2; i++) await other.click(byId("btn-undo"));
      expect(await shown()).toEqual(first);
      expect(await other.isDisabled(byId("btn-undo"))).toBe(true);
      await other.context().close();
    });

    test("go along from section to section and back, with what a teacher hides, and with the text's language", async () => {
      const { page: other, complaints } = await openPage(browser, `${madePage()}#s=0.2&l=fr`, {}, "region-v4");
      const hash = (): Promise<string> => other.evaluate("location.hash");
      const section = (): Promise<string> => other.inputValue(byId("section"));
      await other.click(byId("btn-reveal"));
      await other.click(byId("btn-next"));
      await expect.poll(hash).toBe("#s=0.3&l=fr");
      await other.reload();
      expect(await section()).toBe("0.3");
      await other.goBack();
      await expect.poll(section).toBe("0.2");
      await other.goForward();
      await expect.poll(section).toBe("0.3");
      await other.click(byId("btn-undo"));
      await expect.poll(hash).toBe("#s=0.2&l=fr");
      await other.click(".settings > summary");
      await other.click(byId("shows-v10"));
      await other.selectOption(byId("section"), "0.4");
      await expect.poll(hash).toMatch(/^#1.*&l=fr$/);
      await other.reload();
      expect(await section()).toBe("0.4");
      expect(await other.locator(byId("region-v10")).count()).toBe(0);
      expect(complaints).toEqual([]);
      await other.context().close();
    });

    test("have a way back to the page as it was opened without any", async () => {
      const { page: other } = await openPage(browser, `${madePage()}#s=0.1`, {}, "region-v4");
      await other.goto(madePage());
      await other.selectOption(byId("section"), "0.4");
      await expect.poll(() => other.evaluate("location.hash")).toBe("#s=0.4");
      // Where no document is loaded, Firefox's driver waits for one.
      await other.evaluate("history.back()");
      await expect.poll(() => other.inputValue(byId("section"))).toBe("0.1");
      await other.context().close();
    });

    test("hold whatever can be typed", async () => {
      const long = "ab ".repeat(80);
      await page.selectOption(byId("start"), "normal");
      for (const id of ["class-0", "cell-0-name", "seed", "column-0"]) await type(page, id, long);
      await page.click(byId("btn-share"));
      await expect.poll(async () => (await linked())?.model.seed).toBe(long.slice(0, 200));
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
