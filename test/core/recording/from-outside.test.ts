import { type Activation, defineActivation, defineLoss, defineRule, RuleOptimizer } from "@nn/core/component";
import { sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { isCompiling, running } from "./compiled.js";

/*
 * Components as a user's program defines them: their steps are compiled as ours are.
 */

const bent = defineActivation({
  name: "bent",
  formula: { value: "z / (1 + abs(z))", derivative: "1 / (1 + abs(z))^2" },
});
const gap = defineLoss({
  name: "gap",
  formula: { value: "mean(sqrt(1 + (p - t)^2) - 1)" },
  gradient: ["gradient = (p - t) / sqrt(1 + (p - t)^2) / (batch * size)"],
});
/** The same, as the mean of the rows along the last axis. */
const rowGap = defineLoss({
  name: "row gap",
  formula: { value: "mean(sqrt(1 + (p - t)^2) - 1)", lastAxis: true },
  gradient: ["gradient = (p - t) / sqrt(1 + (p - t)^2) / (batch * size)"],
});

const WALK = defineRule({
  lines: ["d = kept * d + g / (abs(g) + soft)", "w = w - pace * d"],
  letters: { kept: "kept", soft: "soft", pace: "pace", d: "direction" },
  slots: ["direction"],
});

class Walk extends RuleOptimizer {
  readonly name = "Walk";
  readonly kept = 0.5;
  readonly soft = 0.1;
  readonly pace = 0.01;

  constructor() {
    super(WALK);
  }
}

const optimizer = new Walk();

describe.skipIf(!isCompiling)("components that are defined outside the packages", () => {
  test.each([
    ["all three", { activation: bent, loss: gap, optimizer }, [2, 2, 1]],
    ["an activation", { activation: bent, loss: meanSquaredError, optimizer }, [3, 2, 1]],
    ["a loss", { activation: sigmoid, loss: gap, optimizer }, [2, 3, 1]],
    ["a loss of rows", { activation: sigmoid, loss: rowGap, optimizer }, [2, 3, 2]],
  ] as const)("%s: a tiny network has code of its own", async (_, components, form) => {
    expect(await running(form, components)).toEqual({ recorded: ["whole"], isStraightLine: true, loops: 0 });
  });

  test("a larger network's steps are recorded whole, and no plain loop runs in them", async () => {
    const components = { activation: bent, loss: gap, optimizer };
    expect(await running([64, 64, 64], components)).toEqual({ recorded: ["whole"], isStraightLine: false, loops: 0 });
  });

  test("a plain loop is called in a program, which is no code of a tiny network", async () => {
    const looped: Activation = {
      name: "looped",
      forward(_kernels, a, z, batch, size) {
        for (let i = 0; i < batch * size; i++) a[i] = z[i]! / (1 + Math.abs(z[i]!));
      },
      backward(_kernels, dz, da, z, _a, batch, size) {
        for (let i = 0; i < batch * size; i++) dz[i] = da[i]! / (1 + Math.abs(z[i]!)) ** 2;
      },
    };
    const components = { activation: looped, loss: gap, optimizer };
    const how = await running([2, 2, 1], components);
    expect(how).toMatchObject({ recorded: ["whole, with calls"], isStraightLine: false });
  });
});
