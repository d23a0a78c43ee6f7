import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, inBrowsers } from "../../../browsers/in-browsers.js";
import { madePage } from "../made.js";
import { allShots, guidePictures, shoot, shootForGuide } from "./screenshots.js";

const WANTED = fileURLToPath(new URL("../../../../screenshots/", import.meta.url));
const isWanted = process.env.SCREENSHOTS !== undefined;

test.each(guidePictures)("section $section of the guide in $language shows its picture below its link", (picture) => {
  const { section, language, text } = picture;
  const shown = new RegExp(
    `atelier\\.html#s=${section}[^!]*!\\[([^\\]]+)\\]\\(\\.\\./images/workshop-${section}-${language}\\.png\\)`,
  );
  expect(shown.exec(text)?.[1]).toMatch(/^\p{Lu}.{40,}\.$/u);
});

inBrowsers(
  "pictures of the page",
  ({ launch }) => {
    let browser: Browser;
    let folder: string;
    beforeAll(async () => {
      browser = await launch();
      folder = mkdtempSync(join(tmpdir(), "screenshots-"));
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    test("show a section on a phone in the width of the phone, and on paper as a document", async () => {
      const address = madePage();
      const picture = await shoot(browser, address, { section: "0.4", language: "fr", way: "phone" }, folder);
      // A PNG's header: its width in pixels, of which the phone has two beside each other for one of the page.
      expect(readFileSync(picture).readUInt32BE(16)).toBe(2 * 360);
      const document = await shoot(browser, address, { section: "0.4", language: "en", way: "print" }, folder);
      expect(readFileSync(document, "latin1")).toMatch(/^%PDF/);
    });

    test("are in the guide where a link opens what they show", async () => {
      const [first] = guidePictures;
      const made = join(folder, "guide.png");
      await shootForGuide(browser, madePage(), first!, made);
      for (const path of [made, ...guidePictures.map((picture) => picture.path)]) {
        const bytes = readFileSync(path);
        expect(bytes.subarray(1, 4).toString(), path).toBe("PNG");
        expect(bytes.length, path).toBeLessThan(75_000);
        // A region that has no numbers yet is a title and a line.
        expect(bytes.readUInt32BE(20), path).toBeGreaterThan(150);
      }
    });

    test.runIf(isWanted)("are made anew for the guide", { timeout: 1_800_000 }, async () => {
      for (const picture of guidePictures) await shootForGuide(browser, madePage(), picture, picture.path);
    });

    test.runIf(isWanted)("are made of all sections for a person to look at", { timeout: 1_800_000 }, async () => {
      const address = madePage();
      for (const shot of allShots) await shoot(browser, address, shot, WANTED);
      console.log(`Made ${allShots.length} in ${WANTED}`);
    });
  },
  chromium,
);
