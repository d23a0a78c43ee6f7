import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";

/** Where the page is, which is made before all tests. */
export const madePage = (): string => inject("workshop");

/** The page as a reader opens it from a disk, at section 0.4 unless told, with all that it complains of. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  region = "region-v5",
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "en-US", ...options });
  // On a machine that has other work, what takes a second takes half a minute.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  const isLinked = address.includes("#");
  await page.goto(isLinked ? address : `${address}#s=0.4`);
  // A section asks for what it doesn't show yet.
  if (!isLinked) await page.click(byId("btn-reveal"));
  await page.waitForSelector(byId(region));
  return { page, complaints };
}

export const byId = (id: string): string => `[data-testid="${id}"]`;

/** All numbers with all their digits, by what they are; where a run is on its way, when it is over. */
export async function valuesIn(page: Page): Promise<Record<string, string>> {
  await page.waitForSelector(byId("btn-pause"), { state: "detached" });
  return page.evaluate(
    `Object.fromEntries([...document.querySelectorAll("[data-testid][data-value]")].map((element) =>
      [element.dataset.testid, element.dataset.value]))`,
  );
}

/** Begins a run, and waits until the page has shown three of its places, which it sees in turns of its own between them. */
export const runOn = (page: Page): Promise<void> =>
  page.evaluate(`(async () => {
    document.querySelector('${byId("btn-run")}').click();
    const places = new Set();
    while (places.size < 3) {
      places.add(document.querySelector('${byId("timeline")}').value);
      await new Promise((resolve) => setTimeout(resolve));
    }
  })()`);

/** Writes a text in the place of another, as a person does, and ends with the key that takes it. */
export async function type(page: Page, id: string, text: string): Promise<void> {
  await page.focus(byId(id));
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Has a page look at itself, which its policy must allow: `bypassCSP`. */
export const takeAxe = (page: Page): Promise<unknown> => page.evaluate(axe.source);

/** What is out of reach of some readers, with the first element of each kind. Of what is right, nothing is listed, as that takes long. */
export const violationsIn = (page: Page): Promise<unknown> =>
  page.evaluate(`axe.run({ resultTypes: ["violations"], selectors: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`);
