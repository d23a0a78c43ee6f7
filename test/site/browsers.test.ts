import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../browsers/in-browsers.js";
import { madeSite, site } from "./made.js";

const address = (page: string): string => pathToFileURL(site + page).href;
const SECTION = "docs/fr/0.4.html";
const PAGES = ["index.html", "docs/en/exercises.html", "docs/how-to/index.html", "docs/conventions.html"];

beforeAll(madeSite);

inBrowsers(
  "the site",
  ({ name, launch }) => {
    let browser: Browser;
    const complaints: string[] = [];
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    async function open(at: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
      const page = await context.newPage();
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(address(at));
      await page.waitForSelector("h1");
      return page;
    }

    test("a word of a French page is found from the disk, and leads to that page", async () => {
      const page = await open("index.html");
      await page.click("#tsd-search-trigger");
      await page.fill("#tsd-search-input", "rétropropagation");
      await page.click("#tsd-search-results a[href$='docs/fr/0.4.html']");
      await page.waitForURL(address(SECTION));
      expect(await page.textContent("h1")).toContain("0.4 La rétropropagation");
      expect(await page.getAttribute("html", "lang")).toBe("fr");
      expect(await page.textContent(".tsd-page-navigation summary")).toContain("Sur cette page");
      await page.context().close();
    });

    // Each section leads to its place in the workshop, as the links say.
    const sections = ["en/0.1", "fr/0.4", "en/0.5"];
    test("sections have the workshop in them, each at itself", async () => {
      const page = await open(`docs/${sections[0]}.html`);
      for (const section of sections) {
        await page.goto(address(`docs/${section}.html`));
        await page.locator("iframe.workshop").scrollIntoViewIfNeeded();
        const choice = page.frameLocator("iframe.workshop").getByTestId("section");
        await choice.waitFor();
        expect(await choice.inputValue()).toBe(section.slice(3));
      }
      await page.context().close();
    });

    test("pages are no wider than a phone, and have a menu there", async () => {
      const page = await open(SECTION, { viewport: { width: 360, height: 740 } });
      for (const at of PAGES) {
        await page.goto(address(at));
        await page.waitForSelector("#tsd-toolbar-menu-trigger", { state: "visible" });
        expect(await page.evaluate("document.documentElement.scrollWidth"), at).toBeLessThanOrEqual(360);
      }
      await page.context().close();
    });

    // What drives Firefox can't have it print, nor be dark.
    test.skipIf(name === "Firefox")(
      "pages are dark where that is asked for, and printed without what is around",
      async () => {
        const page = await open(SECTION, { colorScheme: "dark" });
        const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        expect(background).toMatch(/^rgb\((?:[1-5]?\d, ){2}[1-5]?\d\)$/);
        await page.emulateMedia({ media: "print" });
        for (const left of [".tsd-page-toolbar", ".col-sidebar", ".site-menu", "iframe.workshop"]) {
          await page.waitForSelector(left, { state: "hidden" });
        }
        await page.context().close();
      },
    );

    test("nothing was complained of, and nothing asked for elsewhere", () => {
      expect(complaints).toEqual([]);
    });
  },
  tried,
);
