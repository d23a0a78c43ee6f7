import { Sequential, type WorkerPool, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Activation, Loss, Optimizer } from "@nn/core/component";
import { explain, french, toLatex, toText } from "@nn/explain";
import { Activate, Dense, identity, sigmoid, softmax } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCompiling, running } from "../core/recording/compiled.js";
import { targetFor } from "../fixtures/figures.js";
import { isThorough } from "../thorough.js";
import { activations, losses, optimizers } from "./components.js";

/*
 * What a component gets by a row of the table: steps that are recorded and compiled, the same bits on threads, and
 * explanations in both languages.
 */

interface Row {
  readonly activation: Activation;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** What its predictions must be for its loss. */
  readonly takes: "any" | "probability" | "distribution";
  /** Whether it is explained by its numbers alone. */
  readonly isImplicit?: boolean | undefined;
  /** What its loss takes for a row with a 1 for one class. */
  readonly targetFor?: ((row: readonly number[]) => number[]) | undefined;
}

const plain = {
  activation: sigmoid,
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  takes: "any",
} as const;
const rows: readonly (readonly [name: string, row: Row])[] = [
  ...activations.map(({ activation, learningRate = 0.1, isImplicit }) => {
    return [activation.name, { ...plain, activation, isImplicit, optimizer: new SGD({ learningRate }) }] as const;
  }),
  ...losses.map(({ loss, takes, targetFor }) => [loss.name, { ...plain, loss, takes, targetFor }] as const),
  ...optimizers.map(({ optimizer }, i) => [`${optimizer.name}, row ${i}`, { ...plain, optimizer }] as const),
];
/** A setting that is a function is asked at each step, so it isn't part of a program. */
const bySteps = ({ optimizer }: Row): boolean => optimizer.name.includes("by step");

/** One that asks for the loss at other parameters isn't recorded, nor explained without a training. */
const evaluates = ({ optimizer }: Row): boolean => optimizer.evaluates === true;
const recordable = rows.filter(([, row]) => row.takes === "any" && !evaluates(row));

describe.skipIf(!isCompiling).each(recordable)("%s", (_, row) => {
  // Networks of one form and with the same components share their code: neighbours have forms of their own, and all are small.
  const at = rows.findIndex(([, other]) => other === row) % 40;
  const form = [1 + (at % 8), 1, 2 + Math.floor(at / 8)] as const;

  test("is part of the code of a tiny network", async () => {
    const { recorded, isStraightLine, loops } = await running(form, row);
    expect(recorded).toEqual([bySteps(row) ? "part" : "whole"]);
    if (bySteps(row)) return;
    // A norm of all parameters is a sum over more numbers than straight-line code writes down.
    if (row.optimizer.parts === undefined) expect(isStraightLine).toBe(true);
    expect(loops).toBe(0);
  });

  test("is vectorised in a larger one", async () => {
    const { recorded, loops } = await running([64, 64, 10], row);
    expect(recorded).toEqual([bySteps(row) ? "part" : "whole"]);
    expect(loops).toBe(0);
  });
});

describe("on threads", () => {
  let pools: readonly WorkerPool[];
  beforeAll(async () => {
    pools = await Promise.all([1, 2, 3, 4].map((workers) => workerPool({ workers })));
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  /** The parameters after some steps of a network that is large enough to be divided. */
  async function trained(backend: Backend, { activation, loss, optimizer, takes, ...row }: Row): Promise<Float64Array> {
    const [inputs, units, classes, batch] = [101, 97, 10, 61];
    const ending = takes === "any" ? identity : takes === "probability" ? sigmoid : softmax;
    const layers = [new Dense(inputs, units, { activation }), new Dense(units, classes), new Activate(ending)];
    const network = new Sequential(layers, { backend, seed: "everywhere" });
    const data = {
      inputs: Float64Array.from({ length: 2 * batch * inputs }, (_, i) => ((i * 7919) % 1000) / 500 - 1),
      targets: Array.from({ length: 2 * batch }, (_, example) => {
        const oneHot = Array.from({ length: classes }, (_, i) => (example % classes === i ? 1 : 0));
        return row.targetFor?.(oneHot) ?? targetFor(loss, oneHot);
      }),
    };
    const settings = { epochs: 3, evaluateEvery: 3, batchSize: batch, allowMismatch: true, onWarning: () => {} };
    await network.fit(data, { loss, optimizer, ...settings });
    return Float64Array.from(network.parameters.block);
  }

  // Each row on one of the pools, and the next row on the next; or each on all.
  test.each(rows.map(([name, row], i) => [name, row, i % 4] as const))(
    "%s gives the bits of plain loops",
    async (_, row, at) => {
      const bits = ({ buffer }: Float64Array) => new BigUint64Array(buffer as ArrayBuffer);
      const plain = bits(await trained(reference, row));
      for (const pool of isThorough ? pools : [pools[at]!]) expect(bits(await trained(pool, row))).toEqual(plain);
    },
  );
});

describe.each(rows.filter(([, row]) => !evaluates(row)))(
  "%s is explained",
  (_, { activation, loss, optimizer, takes, ...row }) => {
    const ending = takes === "any" ? activation : takes === "probability" ? sigmoid : softmax;
    const network = new Sequential([new Dense(2, 2, { activation }), new Dense(2, 2, { activation: ending })], {
      seed: 1,
    });
    const example = { input: [-2, -1], target: row.targetFor?.([1, 0]) ?? targetFor(loss, [1, 0]) };

    test.each([undefined, french])("in language %#, with each number of its update", (language) => {
      const explanation = explain(network, { ...example, loss, optimizer, parameter: "w1" });
      const text = toText(explanation, { ...(language && { language }) }).replaceAll("\u00a0", " ");
      expect(toLatex(explanation, { ...(language && { language }) })).toContain("\\partial");
      for (const line of [/^ {2}L = .*[0-9]/m, /∂L\/∂w1 =/]) expect(text).toMatch(line);
      // One around others has no lines of its own, and is told by what is before and after.
      if (optimizer.rule !== undefined) expect(text).toMatch(/^ {2}w1 ← w1 − /m);
      // What has no formula is told by its numbers alone.
      if (row.isImplicit) expect(text).toMatch(/no formula|aucune formule|sans formule/);
      else expect(text).not.toMatch(/no formula|aucune formule|sans formule/);
      expect(text).not.toMatch(/undefined|NaN/);
    });
  },
);
