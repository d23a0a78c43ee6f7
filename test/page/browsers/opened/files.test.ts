import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Pipeline } from "@nn/data";
import { getByName } from "@nn/explain";
import { fromFile } from "@nn/formats";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "../../../browsers/in-browsers.js";
import { nn } from "../../../cli/harness.js";
import { byId, madePage, openPage, valuesIn } from "../made.js";

const PEOPLE = "nom;poids;taille;genre\nAlice;60,5;165;F\n=1+1;72,25;183;M\nChloé;55;160;\n";
const scaled = { kind: "numeric", scale: "standardize" };
const OWN = {
  data: { file: "own.csv" },
  columns: { target: "y", inputs: { a: scaled, b: scaled, c: scaled } },
  network: {
    layers: [
      { kind: "Dense", units: 3, activation: "tanh" },
      { kind: "Dense", units: 2, activation: "relu" },
      { kind: "Dense", activation: "sigmoid" },
    ],
  },
  training: { loss: "binaryCrossEntropy", optimizer: { kind: "Adam", learningRate: 0.1 }, epochs: 2, batchSize: 4 },
  seed: "own",
};

inBrowsers(
  "files",
  ({ launch }) => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      browser = await launch();
      ({ page, complaints } = await openPage(browser, madePage(), { locale: "fr-FR" }));
    });
    afterAll(() => browser?.close());

    const press = (id: string): Promise<void> => page.click(byId(id));
    /** What the page gives the browser to save: not every browser that is driven here saves it. */
    const savedAs = async (kind: string): Promise<{ name: string; bytes: Buffer }> => {
      await page.selectOption(byId("export"), kind);
      // As a text: a list of a picture's bytes takes Firefox's driver half a minute.
      const saved = page.evaluate<{ name: string; address: string }>(
        `new Promise((resolve) => {
          const blobs = [];
          URL.createObjectURL = (blob) => "blob:" + blobs.push(blob);
          HTMLAnchorElement.prototype.click = function () {
            const reader = new FileReader();
            reader.onload = () => resolve({ name: this.download, address: reader.result });
            reader.readAsDataURL(blobs[0]);
          };
        })`,
      );
      await press("btn-save");
      const { name, address } = await saved;
      return { name, bytes: Buffer.from(address.split(",")[1]!, "base64") };
    };

    test("a trained network is saved and opened again, with the same numbers", async () => {
      await page.click(byId("btn-run"));
      await page.locator(".where", { hasText: "4000" }).waitFor();
      const before = await valuesIn(page);
      const { name, bytes } = await savedAs("network");
      expect(name).toBe("network.json");
      expect(await page.textContent(byId("journal"))).toContain("Enregistré\u00a0: network.json.");
      await page.selectOption(byId("section"), "0.4");
      await press("btn-reveal");
      expect(await valuesIn(page)).not.toEqual(before);
      await page.setInputFiles(byId("network-file"), { name, mimeType: "application/json", buffer: bytes });
      await page
        .locator(byId("edge-w5"))
        .and(page.locator(`[data-value="${before["edge-w5"]}"]`))
        .waitFor();
      expect(await valuesIn(page)).toEqual(before);
    });

    test("a file that holds no such network is refused, and nothing changes", async () => {
      const before = await valuesIn(page);
      const buffer = Buffer.from("{}");
      await page.setInputFiles(byId("network-file"), { name: "a.json", mimeType: "application/json", buffer });
      await page.locator(byId("journal"), { hasText: "ne contient aucun réseau" }).waitFor();
      expect(await valuesIn(page)).toEqual(before);
    });

    test("the diagram is saved as a picture of dots", async () => {
      const { name, bytes } = await savedAs("png");
      expect(name).toBe("network.png");
      expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
      // Width and height; three dots each for the 600 units of the diagram.
      expect(bytes.readUInt32BE(16)).toBe(1800);
    });

    test("rows are pasted, and a ragged one is refused with its line", async () => {
      await page.click(`${byId("import")} summary`);
      await page.fill(byId("table-text"), "a;b\n1;2\n3\n");
      expect(await page.textContent(byId("table-fault"))).toMatch(/^Ligne 3\s: il faut 2 cellules/);
      expect(await page.locator(byId("btn-take-table")).count()).toBe(0);
      await page.fill(byId("table-text"), PEOPLE);
      // The data scroll: what is asked next is in sight, and said.
      const inSight = `(() => {
        const [box, form] = ["section.data", ".import fieldset"].map((name) => document.querySelector(name).getBoundingClientRect());
        return form.top >= box.top - 1 && Math.min(form.bottom, form.top + 100) <= Math.min(box.bottom, innerHeight);
      })()`;
      await expect.poll(() => page.evaluate(inSight)).toBe(true);
      expect(await page.textContent(byId("journal"))).toContain("3 lignes\u00a0: à quoi sert chaque colonne");
      expect(await page.textContent(byId("table-fault"))).toBe("");
      expect(await page.inputValue(byId("role-3"))).toBe("target");
      await press("btn-take-table");
      expect(await page.inputValue(byId("cell-1-name"))).toBe("=1+1");
      expect(await page.inputValue(byId("cell-0-0"))).toBe("60,5");
      expect(await page.inputValue(byId("class-1"))).toBe("M");
      expect(await valuesIn(page)).toHaveProperty("pred-Chloé");
    });

    test("a table is dropped, its columns get other parts, and what they can't be is said", async () => {
      await page.evaluate(
        `(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["x,y,z\\n1,u,0\\n2,v,1\\n"], "xyz.csv"));
          document.querySelector('${byId("import")}').dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        })()`,
      );
      await page.locator(byId("role-1")).waitFor();
      await page.selectOption(byId("role-1"), "feature");
      await press("btn-take-table");
      expect(await page.textContent(byId("table-fault"))).toMatch(/^Ligne 2\s: «\sy\s» doit être un nombre/);
      await page.selectOption(byId("role-1"), "name");
      await press("btn-take-table");
      expect(await page.inputValue(byId("cell-1-name"))).toBe("v");
      expect(await page.inputValue(byId("column-0"))).toBe("x");
    });

    test("of two files that are opened, the later one is taken, though the first takes longer to be read", async () => {
      await page.evaluate(`(() => {
        const { arrayBuffer } = Blob.prototype;
        Blob.prototype.arrayBuffer = async function () {
          Blob.prototype.arrayBuffer = arrayBuffer;
          await new Promise((resolve) => setTimeout(resolve, 300));
          return arrayBuffer.call(this);
        };
      })()`);
      for (const name of ["first", "later"]) {
        const buffer = Buffer.from(`${name},y\n1,0\n2,1\n`);
        await page.setInputFiles(byId("table-file"), { name: `${name}.csv`, mimeType: "text/csv", buffer });
      }
      await page.evaluate("new Promise((resolve) => setTimeout(resolve, 500))");
      expect(await page.textContent(`${byId("import")} fieldset .field`)).toContain("later");
    });

    test("nothing was complained of", () => {
      expect(complaints).toEqual([]);
    });

    test("the page of a run that was made with a reader's own seed, layers and table has that run's numbers", async () => {
      const folder = await mkdtemp(join(tmpdir(), "nn-own-"));
      try {
        const rows = Array.from(
          { length: 12 },
          (_, i) => `${i},${(i * 5) % 7},${(i * i) % 11},${i % 3 ? "no" : "yes"}`,
        );
        await writeFile(join(folder, "own.csv"), `a,b,c,y\n${rows.join("\n")}\n`);
        await writeFile(join(folder, "own.jsonc"), JSON.stringify(OWN));
        await nn(folder, "train own.jsonc --run own");
        await nn(folder, "page own");
        const address = pathToFileURL(join(folder, "workshop.html")).href;
        const opened = await openPage(browser, `${address}#`, {}, "region-v4");
        const shown = await valuesIn(opened.page);
        const { network } = fromFile<Pipeline>(await readFile(join(folder, "own", "network.json"), "utf8"));
        const parameters = Object.entries(getByName(network));
        expect(parameters).toHaveLength(3 * 3 + 3 + 3 * 2 + 2 + 2 + 1);
        for (const [name, value] of parameters) {
          expect(shown[`${name.startsWith("w") ? "edge" : "bias"}-${name}`], name).toBe(String(value));
        }
        expect(opened.complaints).toEqual([]);
        await opened.page.context().close();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  },
  tried,
);
