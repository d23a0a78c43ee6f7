import { type FitOptions, Sequential, type Warning } from "@nn/core";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { afterEach, describe, expect, test, vi } from "vitest";
import { people, xor } from "./trainings.js";
import { kinds, sgd, toOne, warningsOf } from "./warnings-of.js";

describe("a loop of fits, each of which begins anew,", () => {
  const options = { epochs: 1, optimizer: new Adam() };
  test("is told once, and each history has it", async () => {
    const network = new Sequential(toOne(2), { seed: 1 });
    const told: Warning[] = [];
    const seen: string[][] = [];
    for (let i = 0; i < 4; i++) {
      const onWarning = (warning: Warning) => void told.push(warning);
      seen.push(kinds(await warningsOf(network, xor, { ...options, onWarning })));
    }
    expect(seen).toEqual([[], ["begun anew"], ["begun anew"], ["begun anew"]]);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "kind": "begun anew",
          "message": "A fit with Adam(learningRate 0.001) follows another one on the same network, and begins anew: what the optimizer remembers (m, v) at 0, its steps at 1, the orders of the examples with the first. To go on instead, give one fit all the epochs, and look at each in a for await loop over it; or keep one network.trainer and call its step.",
        },
      ]
    `);
  });

  test("as far as there is something to lose: a schedule, the orders of the examples", async () => {
    const twice = async (again: Partial<FitOptions>): Promise<string> => {
      const network = new Sequential(toOne(2), { seed: 1 });
      await warningsOf(network, xor, again);
      return (await warningsOf(network, xor, again))[0]?.message.split(". ")[0] ?? "nothing";
    };
    const schedule = new SGD({ learningRate: (step) => 1 / step });
    expect(await twice({ shuffle: false })).toBe("nothing");
    expect(await twice({ shuffle: true })).toContain("begins anew: the orders of the examples with the first");
    expect(await twice({ shuffle: false, optimizer: schedule })).toContain("begins anew: its steps at 1");
    expect(await twice({ batchSize: 4 })).toBe("nothing");
  });

  test("but not after other parameters were set, nor with another optimizer", async () => {
    const network = new Sequential(toOne(2), { seed: 1 });
    const start = network.getParameters();
    await warningsOf(network, xor, options);
    network.setParameters(start);
    expect(await warningsOf(network, xor, options)).toEqual([]);
    expect(await warningsOf(network, xor, { ...options, optimizer: sgd })).toEqual([]);
  });
});

describe("a warning", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("is one line on standard error, once, unless asked otherwise", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 300, batchSize: 1 };
    const { warnings } = await new Sequential(toOne(2)).fit(people, settings);
    expect(warn.mock.calls).toEqual([[`Warning: ${warnings[0]!.message}`]]);
    expect(warnings[0]!.message).not.toContain("\n");
    await new Sequential(toOne(2)).fit(people, { ...settings, onWarning: () => {} });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("comes to a loop over the reports as well, before the first of them", async () => {
    const told: string[] = [];
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 3, batchSize: 1 };
    const onWarning = ({ kind }: Warning) => void told.push(kind);
    for await (const _ of new Sequential(toOne(2)).fit(people, { ...settings, onWarning }))
      expect(told).toEqual(["saturated"]);
  });

  test("goes to a function", () => {
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 3, batchSize: 1, onWarning: false as never };
    expect(() => new Sequential(toOne(2)).fit(xor, settings)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: onWarning must be a function that takes a warning, but is false.]`,
    );
  });
});
