import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { presets, toLink } from "@nn/page";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { seen, stateAfter } from "../state.js";
import { byId, madePage, openPage, type, valuesIn } from "./made.js";

let address = "";
/** What each browser shows in the end. */
const shown = new Map<string, Record<string, string>>();

/** Where the keyboard is, whether that can be seen, and whether the page has the keys. */
const PLACE = `(() => {
  const place = document.activeElement;
  const shown = (element) => getComputedStyle(element).outlineStyle !== "none" ||
    [...element.querySelectorAll("rect, circle")].some((part) => parseFloat(getComputedStyle(part).strokeWidth) > 2);
  return [place.dataset.testid ?? null, shown(place) || shown(place.parentElement), document.hasFocus()];
})()`;

beforeAll(() => {
  address = madePage();
});

test("the page is one file that takes no more than it has to, and asks for nothing", () => {
  const page = readFileSync(fileURLToPath(address), "utf8");
  expect(gzipSync(page, { level: 9 }).length).toBeLessThan(200_000);
  // An address that begins with data: has all that it stands for.
  expect(page).not.toMatch(/@font-face|<img|src=(?!["'`]?data:)|url\(/);
});

inBrowsers("the page", (driven) => {
  const { name, launch } = driven;
  const testOwnCode = test.skipIf(!tried.includes(driven));
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await launch();
    ({ page, complaints } = await openPage(browser, address));
  });
  afterAll(() => browser?.close());
  const press = (id: string): Promise<void> => page.click(byId(id));

  test("opens from a disk with the lab's numbers", async () => {
    expect(await valuesIn(page)).toMatchObject({
      "node-h1-a": "0.04742587317756678",
      "node-o1-a": "0.5236951740839997",
      loss: "0.22686628719087137",
      "factor-0": "-0.9526096518320006",
      "factor-1": "0.24943853872512894",
      "factor-2": "-0.09035331946182427",
      gradient: "0.02146953526581111",
      "edge-w1": "1",
    });
  });

  testOwnCode("the slice, the story and what another label, loss or layer changes have the lab's numbers", async () => {
    const near = async (id: string, expected: number): Promise<void> =>
      expect(Number((await valuesIn(page))[id]) / expected).toBeCloseTo(1, 11);
    await page.selectOption(byId("chart"), "slice");
    await near("slope", 0.0214695352658111);
    await near("step-predicted", 0.22105639538291094);
    await near("step-after", 0.22109664645284527);
    await page.selectOption(byId("chart"), "story");
    const means = [0.5065854848430947, 0.5038375295331278, 0.5008296794609172, 0.500194529252766];
    for (const [i, mean] of means.entries()) await near(`story-${i + 1}`, mean);
    await page.selectOption(byId("chart"), "epochs");
    await type(page, "cell-0-target", "0");
    await near("gradient", -0.023605664685233292);
    await press("btn-undo");
    await page.selectOption(byId("loss-name"), "binaryCrossEntropy");
    await near("gradient", 0.04303572209719697);
    await near("factor-0", -1.909507762314422);
    expect(await page.textContent(byId("cancellation"))).toContain("o1 − t = −0.4763");
    await press("btn-undo");
    await press("btn-layer-less");
    expect(Object.keys(await valuesIn(page)).filter((id) => /^(edge|bias)-/.test(id))).toHaveLength(3);
    await press("btn-undo");
    await near("gradient", 0.0214695352658111);
  });

  testOwnCode("a factor lights up what it is about, and a weight its factor", async () => {
    const lit = (): Promise<string[]> =>
      page.evaluate(
        `[...document.querySelectorAll("[data-testid][data-highlight]")].map((element) => element.dataset.testid)`,
      );
    const colours = (): Promise<string[]> =>
      page.evaluate(
        `[...document.querySelectorAll(".line > line:not(.halo)")].map((line) => getComputedStyle(line).stroke)`,
      );
    await page.focus(byId("factor-1"));
    expect((await lit()).sort()).toEqual(["edge-w5", "factor-1", "node-h1", "node-o1"]);
    // w1 is chosen and w5 pointed at, and all six are above 0.
    expect([(await colours()).length, new Set(await colours()).size]).toEqual([6, 1]);
    expect(await page.locator(".halo").count()).toBe(2);
    await page.focus(byId("edge-w5"));
    expect(await lit()).toEqual(["factor-1"]);
  });

  test("the phases show what is computed by then", async () => {
    await press("btn-start");
    const known: boolean[][] = [];
    for (let i = 0; i < 4; i++) {
      const values = await valuesIn(page);
      known.push(["node-h1-a", "loss", "grad-w1", "gradient"].map((id) => id in values));
      await press("btn-phase");
    }
    expect(known).toEqual([
      [false, false, false, false],
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, true],
    ]);
    expect((await valuesIn(page))["edge-w1"]).toBe("0.9978530464734189");
  });

  test("the tabulator alone leads through a session, and the place where one is can be seen", async () => {
    // Not every browser that is driven here lets a page copy.
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
    const unseen: (string | null)[] = [];
    // Behind its last place the keys are the browser's own, and a page has none.
    const tabTo = async (id: string, key = "Tab"): Promise<void> => {
      for (let i = 0; i < 200; i++) {
        await page.keyboard.press(key);
        const [place, isSeen, isHere] = await page.evaluate<[string | null, boolean, boolean]>(PLACE);
        if (!isHere) break;
        if (!isSeen) unseen.push(place);
        if (place === id) return;
      }
      throw new Error(`no way to ${id}`);
    };
    await page.focus(byId("section"));
    await tabTo("btn-run");
    await page.keyboard.press("Enter");
    await page.locator(".where", { hasText: "step 4000" }).waitFor();
    await page.waitForSelector(byId("btn-pause"), { state: "detached" });
    const trained = await valuesIn(page);
    expect(Number(trained.mse)).toBeCloseTo(0.0023927078180747594, 14);
    expect(Number(trained["pred-Emily"])).toBeCloseTo(0.9467883893414601, 12);
    expect(Number(trained["pred-Frank"])).toBeCloseTo(0.0397587604865392, 12);
    await tabTo("btn-phase", "Shift+Tab");
    for (let i = 0; i < 2; i++) await page.keyboard.press("Enter");
    await tabTo("edge-w1");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const values = await valuesIn(page);
    expect(Number(values.gradient)).toBeCloseTo(Number(values["grad-w5"]), 14);
    expect(await page.getAttribute(byId("edge-w5"), "aria-pressed")).toBe("true");
    expect(await page.getAttribute(byId("edge-w5"), "aria-label")).toMatch(
      /^w5 = −3\.0316 \(from h1 to o1\), gradient /,
    );
    shown.set(name, values);
    await tabTo("export");
    await page.keyboard.type("explanation, L");
    await tabTo("btn-copy");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("globalThis.copied")).toContain("\\partial L");
    expect(unseen).toEqual([]);
  });

  testOwnCode("going back gives the same numbers", async () => {
    const before = await valuesIn(page);
    for (const id of ["sample", "sample", "sample", "back", "back", "back"]) await press(`btn-${id}`);
    expect(await valuesIn(page)).toEqual(before);
  });

  test("a link leads to the same numbers, and undoing takes a change back", async () => {
    const before = await valuesIn(page);
    await press("btn-share");
    await expect.poll(() => page.evaluate<string>("location.hash")).toMatch(/^#1/);
    const { page: other } = await openPage(browser, await page.evaluate<string>("location.href"));
    expect(await valuesIn(other)).toEqual(before);
    await other.context().close();
    await press("btn-neuron-more-0");
    expect(await page.$(byId("edge-w8"))).not.toBeNull();
    await press("btn-undo");
    expect(await valuesIn(page)).toEqual(before);
  });

  testOwnCode("the timeline goes to any step, and back with the same numbers", async () => {
    const before = await valuesIn(page);
    const go = (step: number): Promise<void> => page.fill(byId("timeline"), String(step));
    await go(2000);
    expect(await valuesIn(page)).not.toEqual(before);
    await go(4000);
    expect(await valuesIn(page)).toEqual(before);
  });

  testOwnCode("a long run can be ended on its way", async () => {
    const state = stateAfter([
      { kind: "preset", ...presets.line },
      { kind: "epochs", epochs: 10_000 },
    ]);
    const { page: other } = await openPage(browser, `${address}#${await toLink(state)}`);
    // It may be over before another message comes to the page.
    await other.evaluate(
      `for (const id of ["run", "pause"]) document.querySelector('[data-testid="btn-' + id + '"]').click()`,
    );
    expect(await other.$(byId("btn-pause"))).toBeNull();
    const step = await other.inputValue(byId("timeline"));
    expect(Number(step)).toBeGreaterThan(0);
    expect(Number(step)).toBeLessThan(100_000);
    const values = await valuesIn(other);
    const tape = seen({ ...state, at: { ...state.at, step: Number(step) } });
    expect(values.mse).toBe(String(tape.meanLoss));
    await other.context().close();
  });

  testOwnCode("a weight takes a number with a point or a comma, and says what it expects of others", async () => {
    for (const typed of ["0.5", "0,25"]) {
      await type(page, "value", typed);
      expect((await valuesIn(page))["edge-w5"]).toBe(String(Number(typed.replace(",", "."))));
    }
    await type(page, "value", "half");
    expect((await valuesIn(page))["edge-w5"]).toBe("0.25");
    const message = await page.getAttribute(byId("value"), "aria-describedby");
    expect(await page.textContent(`[id="${message}"]`)).toBe("Write a number, such as 0.5.");
    // It goes with whatever is done next.
    await page.selectOption(byId("parameter"), "w4");
    await expect.poll(() => page.getAttribute(byId("value"), "aria-invalid")).not.toBe("true");
  });

  test("nothing was complained of, nothing asked for, and nothing kept but how it looks", async () => {
    expect(complaints).toEqual([]);
    expect(await page.evaluate("document.cookie")).toBe("");
    const kept = await page.evaluate<string[]>(
      `Object.values(localStorage).flatMap((text) => Object.keys(JSON.parse(text)))`,
    );
    for (const key of kept) expect(["language", "theme", "digits"]).toContain(key);
  });
});

test("all browsers show the same numbers, to the last digit", () => {
  const [first, ...others] = shown.values();
  for (const other of others) expect(other).toEqual(first);
});
