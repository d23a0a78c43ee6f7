import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { byId, madePage, openPage, valuesIn } from "./made.js";

/** So many things are done in a round, which ends with a look at the link of what has come of it. */
const COUNT = Number(process.env.MONKEY ?? 30);
/** The first round's; each later one has the next. */
const SEED = Number(process.env.MONKEY_SEED ?? 1);
/** Rounds follow each other for so long, in each browser; one round unless given. */
const MINUTES = Number(process.env.MONKEY_MINUTES ?? 0);

/**
 * Does in the page what a hand may do anywhere in it, by chance: presses, chooses, types, moves. Gives what was done, and ends at the
 * first error, and at the first text that no reader should see.
 */
const play = `(async ({ count, seed }) => {
  let state = seed >>> 0;
  const below = (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const one = (list) => list[below(list.length)];
  const TYPED = ["0", "1", "-0,5", "0.1", "3", "1e9", "-1e-9", "", "x", "12", "2000", "Alice"];
  const tell = (element, kind) => element.dispatchEvent(new Event(kind, { bubbles: true }));
  const done = [];
  let failed = null;
  const note = ({ error, message }) => (failed = message + " " + error?.stack);
  addEventListener("error", note);
  for (let i = 0; i < count; i++) {
    const all = [...document.querySelectorAll("button, select, input, textarea, summary, [role=button], li[tabindex]")];
    const element = one(all.filter((found) => !found.disabled && found.checkVisibility()));
    const name = element.dataset.testid ?? element.textContent.slice(0, 20);
    element.focus();
    if (element.tagName === "SELECT") {
      element.value = one([...element.options]).value;
      tell(element, "change");
    } else if (element.type === "range") {
      const [from, to] = [Number(element.min), Number(element.max)];
      element.value = String(from + (below(11) / 10) * (to - from));
      tell(element, "input");
    } else if (element.type === "file") {
      continue;
    } else if (element.tagName === "TEXTAREA") {
      element.value = one(["a;b\\n1;0\\n2,5;1", "a,b\\n1", "name,x,y,class\\nU,1,2,c\\nV,3,4,d", ""]);
      tell(element, "input");
    } else if (element.tagName === "INPUT" && element.type === "text") {
      element.value = one(TYPED);
      tell(element, "change");
    } else if (element.getAttribute("role") === "button" && below(2)) {
      const key = one(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter"]);
      element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    } else {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    done.push(name + (element.value === undefined ? "" : "=" + element.value));
    await new Promise((resolve) => setTimeout(resolve));
    const odd = /NaN|Infinity|undefined|\\[object/.exec(document.body.innerText);
    if (document.querySelector("main") === null) failed ??= "no page";
    if (odd || failed) return { done, odd: failed ?? odd[0] };
  }
  removeEventListener("error", note);
  return { done, odd: null };
})`;

/** What the page holds in its memory, in bytes; Chromium alone says it. */
const held = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
};
/** The largest training that a hand comes to, with all that was kept of it: a leak of each press is more than that in some minutes. */
const MOST_GROWN = 64e6;
/**
 * How much more the least of the last third of many rounds may be than that of the one before: what a round keeps has then been
 * let go. In the first third, the browser goes on compiling what is used.
 */
const MOST_KEPT = 4e6;

inBrowsers(
  "a page that is played with",
  ({ name, launch }) => {
    let opened: Awaited<ReturnType<typeof openPage>>;
    let browser: Awaited<ReturnType<typeof launch>>;
    beforeAll(async () => {
      browser = await launch();
      opened = await openPage(browser, madePage());
    });
    afterAll(() => browser?.close());

    /** One round on the open page, and its link in another. */
    async function round(seed: number): Promise<void> {
      const { page, complaints } = opened;
      const told = await page.evaluate<{ done: string[]; odd: string | null }>(
        `${play}(${JSON.stringify({ count: COUNT, seed })})`,
      );
      const last = `in the round of ${seed}: ${told.done.slice(-12).join(" · ")}`;
      expect(told.odd, last).toBeNull();
      expect(complaints, last).toEqual([]);
      expect(told.done.length).toBeGreaterThan(COUNT / 2);
      // What covers the other regions, and what hides them, is left first; a run ends where it is.
      for (const id of ["btn-pause", "btn-leave-experiment", "btn-leave-sheet", "btn-show-all"])
        await page.evaluate(`document.querySelector('${byId(id)}')?.click()`);
      // The link of another round isn't taken for this one's.
      await page.evaluate(`history.replaceState(null, "", location.pathname)
        document.querySelector('${byId("btn-share")}').click()`);
      await expect.poll(() => page.evaluate<string>("location.hash")).toMatch(/^#(1|s=)/);
      // A link leaves these to its reader: of larger letters and longer numbers, fewer have room.
      for (const [id, value] of [
        ["digits", "4"],
        ["size", "desk"],
      ] as const)
        await page.evaluate(`(() => {
          const choice = document.querySelector('${byId(id)}');
          choice.value = "${value}";
          choice.dispatchEvent(new Event("change", { bubbles: true }));
        })()`);
      const again = await openPage(browser, page.url(), {}, "region-v3");
      expect(await valuesIn(again.page), last).toEqual(await valuesIn(page));
      expect([...complaints, ...again.complaints], last).toEqual([]);
      await again.page.context().close();
    }

    const promise =
      "whatever is pressed, chosen and typed, the page says nothing odd, and a link leads to what has come of it";
    test(promise, { timeout: MINUTES * 60_000 + 300_000 }, async () => {
      const measured: number[] = [];
      const measures = async () => void (name === "Chromium" && measured.push(await held(opened.page)));
      const end = Date.now() + MINUTES * 60_000;
      let seed = SEED;
      await measures();
      do {
        await round(seed++);
        await measures();
      } while (Date.now() < end);
      if (MINUTES > 0)
        console.log(
          `${name}: ${seed - SEED} rounds of ${COUNT}; MB: ${measured.map((bytes) => Math.round(bytes / 1e6)).join(" ")}`,
        );
      for (const bytes of measured) expect(bytes - measured[0]!).toBeLessThan(MOST_GROWN);
      const third = Math.floor(measured.length / 3);
      if (third > 3) {
        const [before, last] = [measured.slice(-2 * third, -third), measured.slice(-third)];
        expect(Math.min(...last) - Math.min(...before)).toBeLessThan(MOST_KEPT);
      }
    });
  },
  tried,
);
