import { defaultBackend } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backends } from "../contracts/backends.js";
import { activations, layers, losses, optimizers } from "../contracts/components.js";
import { leftByAll } from "../contracts/trained.js";
import { train } from "../numerics/threads/pooled.js";
import { trainAll } from "../reproducibility/trainings.mjs";
import { bundle } from "./bundle.js";
import { inBrowsers } from "./in-browsers.js";
import type { Place, Trainings } from "./inside/report.js";
import { type Visit, visit } from "./visit.js";

const places: readonly Place[] = ["page", "worker"];
/**
 * Pages that may do much or little, the backend that each has, and where in it that backend's contracts run: in the browser
 * whose engine isn't Node's, on the one backend. Elsewhere each network of theirs is trained, and ends in Node's bits, of
 * which the contracts hold.
 */
const pages: readonly {
  readonly page: string;
  readonly crossOriginIsolated: boolean;
  readonly webAssembly: boolean;
  readonly backend: Backend;
  readonly contracts: Readonly<Partial<Record<string, Place>>>;
}[] = [
  {
    page: "a page",
    crossOriginIsolated: false,
    webAssembly: true,
    backend: defaultBackend(),
    contracts: { Firefox: "page" },
  },
  {
    page: "a cross-origin isolated page",
    crossOriginIsolated: true,
    webAssembly: true,
    backend: defaultBackend(),
    contracts: {},
  },
  {
    page: "a page that may not compile WebAssembly",
    crossOriginIsolated: true,
    webAssembly: false,
    backend: reference,
    contracts: {},
  },
];
const components = [
  ...layers.map(({ layer }) => layer),
  ...activations.map(({ activation }) => activation),
  ...losses.map(({ loss }) => loss),
  ...optimizers.map(({ optimizer }) => optimizer),
];

let scripts: ReadonlyMap<string, string>;
const nodeTrainings: Record<string, Trainings> = {};
let nodeTrained: string;
let nodeLeft: Readonly<Record<string, string>>;
beforeAll(async () => {
  scripts = await bundle();
  for (const backend of backends) nodeTrainings[backend.name] = await trainAll("lab-0", backend);
  nodeTrained = await train(defaultBackend(), "float32");
  nodeLeft = await leftByAll(defaultBackend(), "float32");
});

inBrowsers("trainings and contracts", ({ name, launch }) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  describe.each(pages)("on $page", ({ crossOriginIsolated, webAssembly, backend, contracts }) => {
    const itsContracts = contracts[name];
    let visits: Readonly<Record<Place, Visit>>;
    beforeAll(async () => {
      const asked = itsContracts && { place: itsContracts, backend: backend.name };
      visits = await visit(browser, scripts, { crossOriginIsolated, webAssembly }, asked);
    }, 900_000);

    describe.each(places)("in a %s", (place) => {
      if (place === itsContracts) {
        test("every contract and every figure of the lab holds", () => {
          expect(visits[place].failures).toEqual({});
        });

        test("nothing was left out", () => {
          const { tests } = visits[place];
          const groups = new Set(tests.map((test) => test.split(" > ").slice(0, 2).join(" > ")));
          const expected = [
            `${backend.name} itself`,
            ...components.map((component) => component.name),
            "0.4: Alice, with all weights 1 and all biases 0",
          ].map((group) => `on the ${backend.name} backend > ${group}`);
          expect([...groups]).toEqual(expect.arrayContaining(expected));
        });
      }

      test("the seeded trainings end in Node's bits", () => {
        expect(visits[place].trainings).toEqual(nodeTrainings[backend.name]);
      });

      test(`a network that is given no backend has ${backend.name}, under a policy that forbids eval`, () => {
        expect(visits[place].refusesEval).toBe(true);
        expect(visits[place].defaultBackend).toBe(backend.name);
      });

      test("a pool of workers gives the bits of one thread, or says why there is none", () => {
        const { name, warnings, trained, left } = visits[place].pool;
        const hasThreads = crossOriginIsolated && webAssembly;
        expect(trained).toBe(hasThreads ? nodeTrained : "");
        expect(left).toEqual(place === "worker" ? nodeLeft : {});
        if (hasThreads) {
          expect([name, ...warnings]).toEqual(["wasm, 2 workers"]);
        } else {
          const reason = webAssembly ? "Cross-Origin-Opener-Policy" : "there is no WebAssembly here";
          expect([name, ...warnings]).toEqual([backend.name, expect.stringContaining(reason)]);
        }
      });

      test("shared memory is there as announced", () => {
        expect(visits[place].crossOriginIsolated).toBe(crossOriginIsolated);
      });
    });
  });
});
