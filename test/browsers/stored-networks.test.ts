import { toFile, toSafetensors } from "@nn/formats";
import { beforeAll, expect, test } from "vitest";
import { type HandedOver, handedOver } from "../formats/stored/handed-over.js";
import { bundleOfStored } from "./bundle.js";
import { inBrowsers, tried } from "./in-browsers.js";
import { serve } from "./server.js";

let networks: Readonly<Record<string, HandedOver>>;
let scripts: ReadonlyMap<string, string>;
beforeAll(async () => {
  networks = await handedOver();
  const files = Object.entries(networks).map(([name, { network, more, row }]) => {
    const safetensors = Buffer.from(toSafetensors(network, more)).toString("base64");
    return [name, { text: JSON.stringify(toFile(network, more)), safetensors, row }] as const;
  });
  const modules = Object.entries(networks).map(([name, { module }]) => [`module-${name}.js`, module] as const);
  const json = JSON.stringify(Object.fromEntries(files));
  scripts = new Map([...(await bundleOfStored()), ...modules, ["networks.json", json]]);
});

inBrowsers(
  "what is stored",
  ({ launch }) => {
    test("stored networks and modules answer with Node's bits, and trainings go on", async () => {
      let tell: (report: unknown) => void;
      const reported = new Promise<unknown>((resolve) => {
        tell = resolve;
      });
      const permissions = { crossOriginIsolated: false, webAssembly: true };
      const server = await serve({ scripts, permissions, onReport: (report) => tell(report) });
      const browser = await launch();
      try {
        await (await browser.newPage()).goto(server.url);
        const expected = Object.entries(networks).map(([name, { expected }]) => [name, expected] as const);
        expect(await reported).toEqual(Object.fromEntries(expected));
      } finally {
        await browser.close();
        await server.close();
      }
    }, 90_000);
  },
  tried,
);
