import { presets, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers } from "../../browsers/installed.js";
import { seen, stateAfter } from "../state.js";
import { byId, madePage, openPage, valuesIn } from "./made.js";

const LONG = stateAfter([
  { kind: "preset", ...presets.line },
  { kind: "epochs", epochs: 10_000 },
]);

/** A table of so many rows. */
const manyRows = (count: number): string =>
  `x,y,class\n${Array.from({ length: count }, (_, i) => `${Math.sin(i).toFixed(4)},${Math.cos(1.7 * i).toFixed(4)},${i % 2}`).join("\n")}\n`;

/** What the page does until it is over, and the longest time in which it did nothing for its reader, as a share of all. */
const breathing = `new Promise((resolve) => {
  const begun = performance.now();
  let [last, longest, beats] = [begun, 0, 0];
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (++beats < 80) setTimeout(beat);
    else resolve(longest / (now - begun));
  };
  beat();
})`;

for (const { name, debianPackage, path, launch } of browsers) {
  const title = `runs in headless ${name} (skipped where it isn't installed: apt-get install ${debianPackage})`;
  describe.skipIf(path === undefined && !process.env.CI)(title, () => {
    let browser: Browser;
    let address = "";
    beforeAll(async () => {
      browser = await launch();
      address = madePage();
    });
    afterAll(() => browser?.close());

    /** Counts the workers that begin; or refuses them, at once or later, as some browsers do. */
    const withWorkers = (page: Page, way: "counted" | "refused" | "failing"): Promise<void> =>
      page.evaluate(
        `(() => {
          const Real = Worker;
          globalThis.begun = 0;
          globalThis.answers = 0;
          globalThis.Worker = class {
            constructor(address) {
              globalThis.begun++;
              if ("${way}" === "refused") throw new Error("none here");
              const worker = new Real("${way}" === "failing" ? "blob:null/none" : address);
              worker.addEventListener("message", ({ data }) => (globalThis.answers += data ? 1 : 0));
              return worker;
            }
          };
        })()`,
      );
    const count = (page: Page, what: "begun" | "answers"): Promise<number> => page.evaluate(`globalThis.${what}`);

    // What the page does without a worker is its own code, whatever the browser.
    const ways = name === "Chromium" ? (["counted", "refused", "failing"] as const) : (["counted", "failing"] as const);

    test.each(ways)("a long run goes on, with its worker %s", async (way) => {
      const { page } = await openPage(browser, `${address}#${await toLink(LONG)}`);
      await withWorkers(page, way);
      await page.click(byId("btn-run"));
      if (way === "counted") await expect.poll(() => count(page, "answers"), { timeout: 60_000 }).toBeGreaterThan(0);
      else {
        const at = (): Promise<number> => page.inputValue(byId("timeline")).then(Number);
        const before = await at();
        await expect.poll(at, { timeout: 60_000 }).toBeGreaterThan(before);
        expect(await count(page, "answers")).toBe(0);
      }
      expect(await count(page, "begun")).toBe(1);
      await page.evaluate(`document.querySelector('${byId("btn-pause")}')?.click()`);
      const step = Number(await page.inputValue(byId("timeline")));
      const values = await valuesIn(page);
      expect(values.mse).toBe(String(seen({ ...LONG, at: { ...LONG.at, step } }).meanLoss));
      if (way === "counted") {
        // The numbers are the same again without a worker.
        await page.click(byId("btn-sample"));
        await page.click(byId("btn-back"));
        expect(await valuesIn(page)).toEqual(values);
      }
      await page.context().close();
    });

    test.each(ways.filter((way) => way === "counted" || (way === "failing" && name === "Chromium")))(
      "a class is trained, with its worker %s",
      async (way) => {
        const { page, complaints } = await openPage(browser, address);
        await withWorkers(page, way);
        await page.fill(byId("epochs"), "50");
        await page.keyboard.press("Tab");
        await page.click(byId("btn-experiment"));
        await expect.poll(() => page.locator("circle.dot").count(), { timeout: 60_000 }).toBe(60);
        expect(await count(page, "begun")).toBe(1);
        const answers = await count(page, "answers");
        if (way === "counted") expect(answers).toBeGreaterThan(0);
        else expect(answers).toBe(0);
        expect(complaints.filter((complaint) => !complaint.includes("blob:null/none"))).toEqual([]);
        await page.context().close();
      },
    );

    test("1000 epochs of the lab are one press", async () => {
      const { page, complaints } = await openPage(browser, address);
      await page.click(byId("btn-run"));
      await page.locator(".where", { hasText: "step 4000" }).waitFor();
      await expect.poll(() => page.locator(byId("btn-pause")).count()).toBe(0);
      expect(Number((await valuesIn(page)).mse)).toBeCloseTo(0.0023927078180747594, 14);
      expect(complaints).toEqual([]);
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
      await page.click(byId("btn-run"));
      expect(await page.evaluate<number>(breathing)).toBeLessThan(0.3);
      // It has gone on meanwhile.
      expect(Number(await page.inputValue(byId("timeline")))).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
}
