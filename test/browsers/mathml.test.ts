import { french, toMathML } from "@nn/explain";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifold } from "../explain/render/manifold.js";
import { inBrowsers, tried } from "./in-browsers.js";

const parts = [...manifold()].map(([, explanation]) =>
  toMathML(explanation, { language: french, elementary: true, digits: 4 }),
);

// The little of the DOM that is looked at: its types would be there for all the tests, most of which run in Node.
interface Element {
  readonly textContent: string;
  readonly outerHTML: string;
  readonly firstElementChild: Element;
  readonly lastElementChild: Element;
  getBoundingClientRect(): { readonly left: number; readonly width: number; readonly height: number };
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}
declare const document: Element & { readonly body: { innerHTML: string } };
declare const MathMLElement: new () => Element;
declare const DOMParser: new () => {
  parseFromString(text: string, type: string): { readonly documentElement: Element };
};

interface Shown {
  /** What a parser of XML complains of. */
  readonly faults: readonly string[];
  readonly formulas: number;
  /** Elements of MathML that the browser doesn't know, or shows with no size. */
  readonly unknown: readonly string[];
  /** Equations of which a line's sign isn't below the one before, or that begin left of the page. */
  readonly crooked: readonly string[];
}

/** Runs in the page. */
function look(html: readonly string[]): Shown {
  const faults = html.flatMap((part) => {
    const { documentElement } = new DOMParser().parseFromString(part, "application/xml");
    const fault = documentElement.querySelector("parsererror");
    return fault === null ? [] : [fault.textContent];
  });
  document.body.innerHTML = html.join("");
  const unknown = [...document.querySelectorAll("math *")].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isEmpty = element.textContent === "" || element.textContent === "\u2061";
    return !(element instanceof MathMLElement) || (!isEmpty && (width === 0 || height === 0));
  });
  const crooked = [...document.querySelectorAll("mtable")].filter((table) => {
    const signs = [...table.querySelectorAll("mtr")].map(({ lastElementChild }) => {
      return lastElementChild.firstElementChild.getBoundingClientRect().left;
    });
    return table.getBoundingClientRect().left < 0 || signs.some((left) => Math.abs(left - signs[0]!) > 1);
  });
  return {
    faults,
    formulas: [...document.querySelectorAll("math")].length,
    unknown: [...new Set(unknown.map(({ outerHTML }) => outerHTML))].slice(0, 5),
    crooked: crooked.map(({ outerHTML }) => outerHTML).slice(0, 3),
  };
}

inBrowsers(
  "formulas",
  ({ launch }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    test("every explanation is XML, and its formulas are laid out sign below sign", async () => {
      const page = await (await browser.newContext()).newPage();
      const { formulas, ...wrong } = await page.evaluate(look, parts);
      expect(wrong).toEqual({ faults: [], unknown: [], crooked: [] });
      expect(formulas).toBeGreaterThan(300);
    });
  },
  tried,
);
