import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inBrowsers, tried } from "../../browsers/in-browsers.js";
import { byId, madePage, valuesIn } from "./made.js";

describe("served from this machine under the strictest policy", () => {
  let server: Server;
  let address = "";
  const asked: string[] = [];
  beforeAll(async () => {
    const page = readFileSync(fileURLToPath(madePage()), "utf8");
    const [hash] = /'sha256-[^']+'/.exec(page)!;
    const policy = `default-src 'none'; img-src data:; script-src ${hash} 'wasm-unsafe-eval'; style-src 'unsafe-inline'; worker-src blob:`;
    server = createServer(({ url }, response) => {
      asked.push(url!);
      response
        .writeHead(url === "/" ? 200 : 404, { "Content-Type": "text/html", "Content-Security-Policy": policy })
        .end(url === "/" ? page : "");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  inBrowsers(
    "the page",
    ({ launch }) =>
      test("asks for itself alone, and complains of nothing", async () => {
        const opened = await launch();
        const page = await opened.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("request", (request) => {
          if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address))
            complaints.push(request.url());
        });
        asked.length = 0;
        await page.goto(`${address}#s=0.4`);
        await page.click(byId("btn-reveal"));
        expect((await valuesIn(page)).gradient).toBe("0.02146953526581111");
        await page.click(byId("btn-run"));
        await page.waitForSelector(byId("btn-pause"), { state: "detached" });
        expect(await page.inputValue(byId("timeline"))).toBe("4000");
        expect([asked, complaints]).toEqual([["/"], []]);
        await opened.close();
      }),
    tried,
  );
});
