import { presets, type State, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { inFrench, remarkable } from "../notes.js";
import { sceneIn, stateAfter } from "../state.js";
import { byId, madePage, openPage, runOn } from "./made.js";

const LONG = stateAfter([
  { kind: "preset", ...presets.line },
  { kind: "epochs", epochs: 10_000 },
]);

inBrowsers(
  "read aloud",
  ({ launch }) => {
    let browser: Browser;
    let address = "";
    beforeAll(async () => {
      browser = await launch();
      address = madePage();
    });
    afterAll(() => browser?.close());

    /** Where something is read aloud as soon as it changes. */
    const places = (page: Page): Promise<string[]> =>
      page.evaluate(
        `[...document.querySelectorAll("output, progress, [aria-live], [role=status], [role=alert], [role=log]")].map((each) => each.dataset.testid + " " + each.role)`,
      );
    const listen = (page: Page): Promise<void> =>
      page.evaluate(`(() => {
      const journal = document.querySelector('${byId("journal")}');
      globalThis.said = [[performance.now(), journal.textContent]];
      new MutationObserver(() => {
        if (journal.textContent !== said.at(-1)[1]) said.push([performance.now(), journal.textContent]);
      }).observe(journal, { childList: true, characterData: true, subtree: true });
    })()`);
    const said = async (page: Page): Promise<string[]> =>
      (await page.evaluate<[number, string][]>("said")).map(([, text]) => text.trim());

    test("there is one place for it, whatever is shown, and it is polite", async () => {
      const { page } = await openPage(browser, address);
      const isOne = async (): Promise<void> => expect(await places(page)).toEqual(["journal status"]);
      await isOne();
      await page.click(`${byId("import")} summary`);
      await page.fill(byId("table-text"), "x,y\n1,2\n1,2,3\n");
      await isOne();
      const fault = await page.textContent(byId("table-fault"));
      expect(fault).toContain("3");
      expect(await page.textContent(byId("journal"))).toContain(fault);
      await page.click(byId("btn-experiment"));
      await isOne();
      await page.context().close();
    });

    test("a step tells its row, and the loss before and after", async () => {
      const { page } = await openPage(browser, address);
      await listen(page);
      await page.click(byId("btn-sample"));
      expect((await said(page)).at(-1)).toMatch(
        /^Step 1, Alice: loss from 0\.2269 to 0\.2211\. Epoch 0 · step 1 · row Bob/,
      );
      await page.context().close();
    });

    test("a run is told of when it begins and when it ends, however many times it is shown meanwhile", async () => {
      const { page } = await openPage(browser, `${address}#${await toLink(LONG)}`);
      await listen(page);
      // Without a worker the page itself takes it moment by moment, and shows each.
      await page.evaluate("delete globalThis.Worker");
      await runOn(page);
      await page.evaluate(`document.querySelector('${byId("btn-pause")}')?.click()`);
      const [, running, ...ended] = await said(page);
      expect(running).toBe("The training goes on to step 100000.");
      expect(ended).toEqual([expect.stringMatching(/^Step \d+, .* the mean loss is/)]);
      await page.context().close();
    });

    test("a class's trainings are told of when all have ended", async () => {
      const { page } = await openPage(browser, address);
      await page.fill(byId("epochs"), "10");
      await page.keyboard.press("Enter");
      await listen(page);
      await page.click(byId("btn-experiment"));
      await expect.poll(async () => (await said(page)).at(-1)).toMatch(/Median/);
      expect(await said(page)).toHaveLength(3);
      await page.context().close();
    });

    describe.each([
      ["en-US", (state: State) => state],
      ["fr-FR", inFrench],
    ] as const)("in %s", (locale, toldIn) => {
      let opened: Awaited<ReturnType<typeof openPage>>;
      beforeAll(async () => {
        opened = await openPage(browser, address, { locale });
      });
      afterAll(() => opened?.page.context().close());

      test.each(remarkable)("%s is told in the page and aloud", async (kind, state) => {
        const { page, complaints } = opened;
        const told = toldIn(state);
        const { html, spoken } = sceneIn(told).notes.find((note) => note.kind === kind)!;
        await page.goto(`${address}#${await toLink(told)}`);
        await expect.poll(() => page.textContent(byId("journal"))).toContain(spoken);
        const shown = page.locator(byId(`note-${kind}`));
        expect((await shown.locator(".written").innerHTML()).replaceAll("&nbsp;", "\u00a0")).toBe(html);
        expect(complaints).toEqual([]);
      });
    });

    test("a plateau is named on the card and aloud, and more neurons learn all", async () => {
      const { page } = await openPage(browser, address);
      await page.selectOption(byId("preset"), "stuck");
      await page.click(byId("btn-run"));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      const accuracy = (): Promise<number> => page.getAttribute(byId("accuracy"), "data-value").then(Number);
      expect(await accuracy()).toBeLessThanOrEqual(0.75);
      expect(await page.textContent(byId("plateau"))).toMatch(/^Plateau: /);
      expect(await page.textContent(byId("journal"))).toContain("Plateau: ");
      await page.click(byId("btn-wider"));
      expect(await page.textContent(byId("neurons-0"))).toBe("4");
      await page.click(byId("btn-run"));
      await page.waitForSelector(byId("btn-pause"), { state: "detached" });
      expect(await accuracy()).toBe(1);
      expect(await page.locator(byId("plateau")).count()).toBe(0);
      await page.context().close();
    });
  },
  tried,
);
