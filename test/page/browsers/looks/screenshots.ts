import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sectionNames } from "@nn/page";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { byId, openPage } from "../made.js";

interface Way {
  readonly options: BrowserContextOptions;
  /** What a reader does before it looks so. */
  readonly set?: (page: Page) => Promise<unknown>;
}

const reveal = (page: Page): Promise<void> => page.click(byId("btn-reveal"));
const chooseRoom = async (page: Page): Promise<void> => {
  await reveal(page);
  await page.click(".settings summary");
  await page.selectOption(byId("size"), "room");
  await page.click(".settings summary");
};

/** In the light, a section stands with its question; everywhere else, with its answer. */
const WAYS = {
  light: { options: {} },
  dark: { options: { colorScheme: "dark" }, set: reveal },
  phone: {
    options: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    set: reveal,
  },
  projector: { options: { viewport: { width: 1920, height: 1080 } }, set: chooseRoom },
  print: { options: {}, set: reveal },
} satisfies Record<string, Way>;

export interface Shot {
  readonly section: string;
  readonly language: "en" | "fr";
  readonly way: keyof typeof WAYS;
}

/** Every section in both languages, in each way of looking at it. */
export const allShots: readonly Shot[] = sectionNames.flatMap((section) =>
  (["en", "fr"] as const).flatMap((language) =>
    (Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) => ({ section, language, way })),
  ),
);

/** Makes the picture, or of what is printed the document, and says where it is. */
export async function shoot(browser: Browser, address: string, shot: Shot, folder: string): Promise<string> {
  const { section, language, way } = shot;
  const { options, set }: Way = WAYS[way];
  const { page } = await openPage(browser, `${address}#s=${section}&l=${language}`, options, "region-v10");
  await set?.(page);
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${section}-${language}-${way}`);
  const path = way === "print" ? `${name}.pdf` : `${name}.png`;
  if (way === "print")
    await page.pdf({ path, format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } });
  else await page.screenshot({ path, fullPage: way === "phone" || way === "projector" });
  await page.context().close();
  return path;
}

const docs = fileURLToPath(new URL("../../../../docs/", import.meta.url));

/** The regions that the guide's sections are about. */
const REGIONS: Readonly<Record<string, string>> = {
  "0.1": "region-v4",
  "0.2": "region-v4",
  "0.3": "region-v8",
  "0.4": "region-v5",
  "0.5": "region-v4",
  "0.6": "region-v7",
};

/** Whose numbers come with the answer to its question. */
const ANSWERED = "0.4";

export interface GuidePicture {
  readonly section: string;
  readonly language: "en" | "fr";
  /** Where the picture is. */
  readonly path: string;
  /** The guide's text around it. */
  readonly text: string;
}

export const guidePictures: readonly GuidePicture[] = sectionNames.flatMap((section) =>
  (["en", "fr"] as const).map((language) => ({
    section,
    language,
    path: join(docs, "images", `workshop-${section}-${language}.png`),
    text: readFileSync(join(docs, language, `${section}.md`), "utf8"),
  })),
);

/** No region of such a page is cut. */
const WHOLE: BrowserContextOptions = { viewport: { width: 1366, height: 900 } };

/** Whose region is so small on the page that it is shown twice as large. */
const SMALL = "0.6";

/** Makes the picture of what the section's own link leads to, with the numbers that the text below it speaks of. */
export async function shootForGuide(
  browser: Browser,
  address: string,
  { section, text }: GuidePicture,
  path: string,
): Promise<void> {
  const [, link] = /atelier\.html(#[^)]*)\)/.exec(text)!;
  const options = { ...WHOLE, deviceScaleFactor: section === SMALL ? 2 : 1 };
  const { page } = await openPage(browser, address + link, options, REGIONS[section]!);
  if (section === ANSWERED) await reveal(page);
  await page.locator(byId(REGIONS[section]!)).screenshot({ path });
  await page.context().close();
}
