import * as cli from "@nn/cli";
import * as core from "@nn/core";
import * as coreBackend from "@nn/core/backend";
import * as coreCallbacks from "@nn/core/callbacks";
import * as coreComponent from "@nn/core/component";
import * as coreGradients from "@nn/core/gradients";
import * as corePlain from "@nn/core/plain";
import * as corePredict from "@nn/core/predict";
import * as data from "@nn/data";
import * as dataNode from "@nn/data/node";
import * as dataSets from "@nn/data/sets";
import * as experiments from "@nn/experiments";
import * as explain from "@nn/explain";
import * as formats from "@nn/formats";
import * as formatsNode from "@nn/formats/node";
import * as layers from "@nn/layers";
import * as losses from "@nn/losses";
import * as optim from "@nn/optim";
import * as testing from "@nn/testing";
import { describe, expect, test } from "vitest";
import { frozen, inAnotherRealm, withOddConstructors } from "./alike.js";
import { changesFor, dearInEachPlace } from "./draw.js";
import { callableNames } from "./names.js";
import { nullsTaken } from "./nulls.js";
import { isDone, noteBeginning, noteEnd } from "./record.js";
import { callbackRows } from "./rows/callbacks.js";
import { cliRows } from "./rows/cli.js";
import { componentRows } from "./rows/components.js";
import { coreRows, plainRows, predictRows } from "./rows/core.js";
import { dataRows } from "./rows/data.js";
import { experimentRows } from "./rows/experiments.js";
import { explainRows } from "./rows/explain.js";
import { formatsRows } from "./rows/formats.js";
import { pipelineRows } from "./rows/pipelines.js";
import { fileRows, streamRows } from "./rows/streams.js";
import { tableRows } from "./rows/tables.js";
import { gradientRows, testingRows } from "./rows/testing.js";
import { tryOut } from "./try-out.js";
import { prototypes } from "./verdict.js";

/*
 * Wrong calls of every public name. Each must end in one of our sentences, or work.
 * `npm run fuzz -- 50000` makes that many of each; `FUZZ_SEED` draws others.
 */

const CASES = Number(process.env.FUZZ_CASES ?? 30);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

/** No limit for a long run, whose calls have their own. */
const HOURS = 86_400_000;

const packages = {
  // Its doors for authors as well.
  "@nn/core": { ...core, ...coreBackend, ...coreComponent },
  "@nn/core/plain": corePlain,
  "@nn/core/predict": corePredict,
  "@nn/core/gradients": coreGradients,
  "@nn/core/callbacks": coreCallbacks,
  "@nn/data": data,
  "@nn/data/node": dataNode,
  "@nn/data/sets": dataSets,
  "@nn/cli": cli,
  "@nn/experiments": experiments,
  "@nn/explain": explain,
  "@nn/formats": { ...formats, ...formatsNode },
  "@nn/layers": layers,
  "@nn/losses": losses,
  "@nn/optim": optim,
  "@nn/testing": testing,
};

const rows = [
  ...coreRows,
  ...plainRows,
  ...predictRows,
  ...dataRows,
  ...tableRows,
  ...pipelineRows,
  ...streamRows,
  ...fileRows,
  ...cliRows,
  ...experimentRows,
  ...explainRows,
  ...formatsRows,
  ...gradientRows,
  ...callbackRows,
  ...testingRows,
  ...componentRows,
];

describe.each(Object.entries(packages))("%s", (name, exports) => {
  const own = rows.filter(({ of }) => of === name);

  test("has a row for each name that can be called", () => {
    expect(callableNames(exports).filter((callable) => !own.some((row) => row.name === callable))).toEqual([]);
  });

  test("each row hands on what is wrong", () => {
    expect(own.filter(({ call }) => /^(async )?\(\)/.test(String(call))).map((row) => row.name)).toEqual([]);
  });

  test.each(own)("$name is called right by its row", async ({ right, call }) => {
    await call(...(right() as never[]));
  });

  test.each(own)(
    "$name takes lists of another realm, frozen, or with a constructor that is none",
    async ({ right, call, writes = [] }) => {
      const given = right();
      for (const [how, copy] of [
        ["of another realm", inAnotherRealm],
        ["frozen", frozen],
        ["with odd constructors", withOddConstructors],
      ] as const) {
        const copies = given.map((value, place) => (writes.includes(place) ? value : copy(value)));
        await expect((async () => call(...(copies as never[])))(), how).resolves.not.toThrow();
      }
    },
  );

  test.each(own)("$name looks at each of its places before it copies or reads what is there", async (row) => {
    const { result } = await watched(() => tryOut(row, dearInEachPlace(row)));
    expect(result.faults).toEqual([]);
  });

  test("no option takes null for what wasn't given", async () => {
    const taken = await Promise.all(own.map(nullsTaken));
    expect(taken.flat()).toEqual([]);
  });

  // A name has several rows where it is called in several ways.
  const numbered = own.map((row, i) => {
    const which = own.slice(0, i).filter(({ name }) => name === row.name).length;
    return { row, name: row.name, key: `${name} ${row.name}${which === 0 ? "" : ` (${which + 1})`}` };
  });
  const open = numbered.filter(({ key }) => !isDone(key, CASES));

  test.each(open)("each wrong call of $name ends in a sentence, or works", { timeout: HOURS }, async ({ row, key }) => {
    const shared = prototypes();
    noteBeginning(key);
    const { result, rejections } = await watched(() => tryOut(row, changesFor(row, CASES, SEED)));
    noteEnd(CASES, result);
    expect(result.faults).toEqual([]);
    expect(rejections).toEqual([]);
    expect(prototypes()).toBe(shared);
  });
});

/** Does a task, and gathers the unhandled rejections. */
async function watched<T>(task: () => Promise<T>): Promise<{ result: T; rejections: unknown[] }> {
  const rejections: unknown[] = [];
  const keep = (reason: unknown): unknown => rejections.push(reason);
  process.on("unhandledRejection", keep);
  try {
    const result = await task();
    await new Promise((resolve) => setImmediate(resolve));
    return { result, rejections };
  } finally {
    process.off("unhandledRejection", keep);
  }
}
