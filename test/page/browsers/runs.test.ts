import { presets, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { seen, stateAfter } from "../state.js";
import { byId, madePage, openPage, runOn, valuesIn } from "./made.js";

const LONG = stateAfter([
  { kind: "preset", ...presets.line },
  { kind: "epochs", epochs: 10_000 },
]);

/** A table of so many rows. */
const manyRows = (count: number): string =>
  `x,y,class\n${Array.from({ length: count }, (_, i) => `${Math.sin(i).toFixed(4)},${Math.cos(1.7 * i).toFixed(4)},${i % 2}`).join("\n")}\n`;

/** Whether the page has so many turns of its own while a run goes on. */
const breathing = `new Promise((resolve) => {
  let turns = 0;
  const take = () => {
    if (++turns < 40) setTimeout(take);
    else resolve(document.querySelector('${byId("btn-pause")}') !== null);
  };
  take();
})`;

inBrowsers(
  "runs",
  ({ launch }) => {
    let browser: Browser;
    let address = "";
    beforeAll(async () => {
      browser = await launch();
      address = madePage();
    });
    afterAll(() => browser?.close());

    /** Counts the workers that begin and are ready, and their answers; or refuses them, at once or later, as some browsers do. */
    const withWorkers = (page: Page, way: "counted" | "refused" | "failing"): Promise<void> =>
      page.evaluate(
        `(() => {
          const Real = Worker;
          Object.assign(globalThis, { begun: 0, ready: 0, answers: 0 });
          globalThis.Worker = class {
            constructor(address) {
              globalThis.begun++;
              if ("${way}" === "refused") throw new Error("none here");
              const worker = new Real("${way}" === "failing" ? "blob:null/none" : address);
              worker.addEventListener("message", ({ data }) => globalThis[data ? "answers" : "ready"]++);
              return worker;
            }
          };
        })()`,
      );
    const count = (page: Page, what: "begun" | "ready" | "answers"): Promise<number> =>
      page.evaluate(`globalThis.${what}`);
    /** From then on a worker takes over what takes longer than a moment: before, the page may be over with it alone. */
    const isReady = (page: Page): Promise<void> => expect.poll(() => count(page, "ready")).toBe(1);

    const ways = ["counted", "refused", "failing"] as const;

    test.each(ways)("a long run goes on, with its worker %s", async (way) => {
      const { page } = await openPage(browser, `${address}#${await toLink(LONG)}`);
      await withWorkers(page, way);
      let told = LONG;
      if (way === "counted") {
        await page.click(byId("btn-run"));
        await isReady(page);
        told = { ...LONG, model: { ...LONG.model, start: "normal" } };
        await page.selectOption(byId("start"), "normal");
        const before = await count(page, "answers");
        await page.click(byId("btn-run"));
        await expect.poll(() => count(page, "answers")).toBeGreaterThan(before);
      } else {
        await runOn(page);
        expect(await count(page, "answers")).toBe(0);
      }
      expect(await count(page, "begun")).toBe(1);
      await page.evaluate(`document.querySelector('${byId("btn-pause")}')?.click()`);
      const step = Number(await page.inputValue(byId("timeline")));
      const values = await valuesIn(page);
      expect(values.mse).toBe(String(seen({ ...told, at: { ...told.at, step } }).meanLoss));
      if (way === "counted") {
        // The numbers are the same again without a worker.
        await page.click(byId("btn-sample"));
        await page.click(byId("btn-back"));
        expect(await valuesIn(page)).toEqual(values);
      }
      await page.context().close();
    });

    test.each(ways.filter((way) => way !== "refused"))("a class is trained, with its worker %s", async (way) => {
      const { page, complaints } = await openPage(browser, address);
      await withWorkers(page, way);
      await page.fill(byId("epochs"), "50");
      await page.keyboard.press("Tab");
      await page.click(byId("btn-experiment"));
      if (way === "counted") {
        await isReady(page);
        await page.click(byId("btn-leave-experiment"));
        const before = await count(page, "answers");
        await page.click(byId("btn-experiment"));
        await expect.poll(() => count(page, "answers")).toBeGreaterThan(before);
      }
      await expect.poll(() => page.locator("circle.dot").count()).toBe(60);
      expect(await count(page, "begun")).toBe(1);
      if (way === "failing") expect(await count(page, "answers")).toBe(0);
      expect(complaints.filter((complaint) => !complaint.includes("blob:null/none"))).toEqual([]);
      await page.context().close();
    });

    test("the page lives with 10,000 rows, and while it trains on 1000", async () => {
      const { page, complaints } = await openPage(browser, address);
      await page.click(`${byId("import")} summary`);
      const open = async (rows: number): Promise<void> => {
        const buffer = Buffer.from(manyRows(rows));
        await page.setInputFiles(byId("table-file"), { name: "rows.csv", mimeType: "text/csv", buffer });
        await page.click(byId("btn-take-table"));
      };
      await open(10_000);
      await page.click(byId("btn-rows-after"));
      expect(await page.inputValue(byId("cell-50-name"))).toBe("51");
      expect(await page.locator(".boundary .mark").count()).toBeLessThan(210);
      await open(1000);
      // As many as a run may have: it must not be over before the page has had its turns.
      await page.fill(byId("epochs"), "10000");
      await page.keyboard.press("Tab");
      await page.click(byId("btn-run"));
      expect(await page.evaluate<boolean>(breathing)).toBe(true);
      // It has gone on meanwhile.
      expect(Number(await page.inputValue(byId("timeline")))).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
  tried,
);
