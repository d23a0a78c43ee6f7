import type { Callback } from "@nn/core/callbacks";
import type { FitState } from "@nn/core/types";
import { describe, expect, test } from "vitest";
import { build, data, options, trainWith } from "./training.js";

describe("what callbacks remember is put away with the fit", () => {
  /** Counts its reports over all fits. */
  class Counting implements Callback {
    readonly name = "counting";
    count = 0;
    reported(): string | undefined {
      this.count++;
      return this.count === 2 ? "Two reports." : undefined;
    }
    state(): number {
      return this.count;
    }
    restore(count: unknown): void {
      this.count = count as number;
    }
  }

  test("and taken up, before the first step", async () => {
    let kept: FitState | undefined;
    const cut: Callback = {
      name: "cut",
      stepped: (run) => {
        if (run.step !== 4) return undefined;
        kept = run.state();
        return "cut";
      },
    };
    await trainWith(new Counting(), cut);
    expect(kept!.callbacks).toEqual({ counting: 1 });
    const counting = new Counting();
    const { stopped } = await build().fit(data, { ...options(), from: kept!, callbacks: [counting] });
    expect([stopped, counting.count]).toEqual(["Two reports.", 2]);
  });

  test("if one can't take it up, nothing has moved", async () => {
    let kept: FitState | undefined;
    await trainWith(new Counting(), {
      name: "keep",
      ended: (run) => {
        kept = run.state();
      },
    });
    const network = build();
    const before = network.getParameters();
    const wrong: Callback = {
      name: "counting",
      started: () => {},
      restore: () => {
        throw new TypeError("not mine");
      },
    };
    await expect(network.fit(data, { ...options(), from: kept!, callbacks: [wrong] })).rejects.toThrow("not mine");
    expect(network.getParameters()).toEqual(before);
  });
});
