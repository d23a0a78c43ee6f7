import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Adam, binaryCrossEntropy, Dense, Sequential, tanh } from "@nn/all";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inBrowsers, tried } from "./in-browsers.js";

/** The page of docs/how-to/in-a-page.md, which the reader copies, with a line that reports. */
const howTo = readFileSync(fileURLToPath(new URL("../../docs/how-to/in-a-page.md", import.meta.url)), "utf8");
const [, shown] = /```html\n(.*?)```/s.exec(howTo)!;
const report = 'fetch("report", { method: "POST", body: document.querySelector("#answer").textContent });';
const page = shown!.replace("</script>", `  ${report}\n</script>`);

let folder = "";
let server: Server;
let reported: Promise<string>;
let tell: (answer: string) => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nn-page-"));
  const maker = fileURLToPath(new URL("../packages/packing/page.mjs", import.meta.url));
  const cwd = fileURLToPath(new URL("../../packages/all", import.meta.url));
  execFileSync(process.execPath, [maker, folder], { cwd });
  server = createServer(async (request, response) => {
    const file = join(folder, basename(request.url!));
    if (request.url === "/report") {
      tell(await text(request));
      response.writeHead(204).end();
    } else if (request.url === "/") response.writeHead(200, { "Content-Type": "text/html" }).end(page);
    else if (existsSync(file)) response.writeHead(200, { "Content-Type": "text/javascript" }).end(readFileSync(file));
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

inBrowsers(
  "the one file",
  ({ launch }) => {
    test("the page of the how-to learns XOR from the one file, without a build, as Node does", async () => {
      const xor = {
        inputs: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        targets: [0, 1, 1, 0],
      };
      const network = new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], { seed: "xor" });
      const optimizer = new Adam({ learningRate: 0.05 });
      await network.fit(xor, { loss: binaryCrossEntropy, optimizer, epochs: 300, batchSize: 4 });

      reported = new Promise((resolve) => {
        tell = resolve;
      });
      const browser = await launch();
      try {
        const { port } = server.address() as AddressInfo;
        await (await browser.newPage()).goto(`http://127.0.0.1:${port}/`);
        expect(await reported).toBe(network.predict([0, 1])[0]!.toFixed(3));
      } finally {
        await browser.close();
      }
    });
  },
  tried,
);
