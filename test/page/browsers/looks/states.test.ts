import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { byId, madePage, openPage, takeAxe, type, violationsIn } from "../made.js";

const select = (page: Page, id: string, value: string): Promise<unknown> => page.selectOption(byId(id), value);
const begin = async (page: Page): Promise<void> => {
  await select(page, "section", "0.4");
  await page.click(byId("btn-reveal"));
};

/** What a reader does from section 0.4 on; where the page stands in its usual states, other tests look. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "a number that can't be read": (page) => type(page, "value", "demi"),
  "a loss whose derivative cancels another": (page) => select(page, "loss-name", "binaryCrossEntropy"),
  "a formula that can't be read": async (page) => {
    await select(page, "activation-0", "own");
    await type(page, "activation-0-formula", "x = 1");
  },
  "a training that diverged": async (page) => {
    for (const layer of [0, 1]) await select(page, `activation-${layer}`, "identity");
    await page.click(byId("btn-run"));
    await page.waitForSelector(byId("btn-pause"), { state: "detached" });
  },
  "more parameters than there is room for": async (page) => {
    for (let i = 0; i < 3; i++) await page.click(byId("btn-layer-more"));
    for (let i = 0; i < 4; i++) await page.click(byId("btn-neuron-more-0"));
  },
  "a table with a fault": async (page) => {
    await page.click(`${byId("import")} summary`);
    await page.fill(byId("table-text"), "a;b\n1;2\n3\n");
  },
  "the numbers of a picture": async (page) => {
    await select(page, "preset", "images");
    await page.click(".data td summary");
    await page.waitForSelector(byId("cell-0-63"));
  },
  "few regions": async (page) => {
    await page.click(".settings summary");
    for (const region of ["v1", "v2", "v5", "v6", "v8"]) await page.uncheck(byId(`shows-${region}`));
  },
  "a link that can't be read": async (page) => {
    await page.evaluate("void (location.hash = '#1broken')");
    await page.locator(byId("journal"), { hasText: "Ce lien est illisible" }).waitFor();
  },
};

inBrowsers(
  "a page in the dark and in French,",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
      const options = { bypassCSP: true, colorScheme: "dark", locale: "fr-FR" } as const;
      ({ page, complaints } = await openPage(browser, madePage(), options));
      await takeAxe(page);
    });
    afterAll(() => browser?.close());

    test.each(Object.entries(STATES))("a page with %s is within reach of all readers", async (_, reach) => {
      await begin(page);
      await reach(page);
      expect(await violationsIn(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
