import { formatCurve, formatLosses, lossStep } from "gender-prediction/dist/printed/report.js";
import { describe, expect, test } from "vitest";
import { printed } from "./inside.js";

describe("the curve", () => {
  const curveOf = async (...words: string[]): Promise<string> => {
    const text = await printed(...words);
    return text.slice(text.indexOf("  loss by epoch"), text.indexOf("After "));
  };

  test("has a logarithmic axis where the loss falls by a power of ten: each half of the epochs shows it fall", async () => {
    const curve = await curveOf();
    expect(curve).toMatch(/^ {2}loss by epoch, on a logarithmic axis\n/);
    expect(curve).toMatch(/ 1┤[\s\S]* 0\.1┤[\s\S]* 0\.01┤[\s\S]*0\.001┤/);
    const heightAt = (column: number): number =>
      curve.split("\n").findIndex((line) => /[━┓┗┃]/.test(line[column] ?? ""));
    const heights = [8, 15, 30, 45, 65].map(heightAt);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size).toBeGreaterThanOrEqual(4);
  });

  test("has a linear one where it doesn't, and both have few labels", async () => {
    expect(await curveOf("--epochs", "3")).toMatch(/^ {2}loss by epoch\n[\s\S]* 0\.3┤[\s\S]*0\.15┤[\s\S]* 0┤/);
    const steep = [0.3, 1e-6, 1e-12, 1e-19, 0].map((loss, epoch) => ({ epoch, loss }));
    const curve = formatCurve({ reports: steep, epochs: 5, stopped: "finished", warnings: [] });
    expect(curve.match(/┤/g)!.length).toBeLessThanOrEqual(9);
  });
});

describe("the table of losses", () => {
  const tableOf = async (...words: string[]): Promise<string[]> =>
    (await printed(...words)).split("\n").filter((line) => /^ +(epoch|\d+( +\d\S*[.]\S+)+$)/.test(line));

  test.each([
    [1, 1, "0"],
    [25, 3, "20"],
    [100, 10, "90"],
    [101, 6, "100"],
    [1000, 11, "999"],
    [1001, 6, "1000"],
    [20000, 11, "19999"],
  ])("of %i epochs has %i lines, and the last epoch in it", async (epochs, count, last) => {
    const [, ...lines] = await tableOf("--epochs", String(epochs));
    expect(lines.length).toBe(count);
    expect(lines.at(-1)!.trim().startsWith(`${last} `)).toBe(true);
  });

  test.each([1, 7, 1000, 100_000, 2_000_000, 50_000_000])(
    "and the curve fit into 80 characters: %i epochs",
    (epochs) => {
      const step = lossStep(epochs);
      const seen = Array.from({ length: Math.ceil(epochs / step) }, (_, i) => ({
        epoch: i * step,
        loss: 9.9 * 0.7 ** i,
      }));
      const reports = [...seen, { epoch: epochs - 1, loss: 1e-12 }];
      const history = { reports, epochs, stopped: "finished", warnings: [] } as const;
      const lines = [formatLosses(history), formatCurve(history)].join("\n").split("\n");
      expect(Math.max(...lines.map((line) => line.trimEnd().length))).toBeLessThanOrEqual(80);
    },
  );

  test("shows no digit more where a loss rounds up to the next power of ten", () => {
    const losses = [0.00996, 0.00994, 0.000996, 0.000994, 0.01, 0];
    const reports = losses.map((loss, epoch) => ({ epoch, loss }));
    const [, line] = formatLosses({ reports, epochs: 6, stopped: "finished", warnings: [] }).split("\n");
    expect(line!.trim().split(/ +/).slice(1)).toEqual(["0.010", "0.0099", "0.0010", "9.9e-4", "0.010", "0.000"]);
  });

  test("shows digits of tiny losses", async () => {
    const words = "--epochs 120 --loss binaryCrossEntropy --optimizer momentum --learning-rate 0.5";
    expect((await tableOf(...words.split(" "))).join("\n")).toMatchInlineSnapshot(`
      "  epoch     +0     +2     +4     +6     +8    +10    +12    +14    +16    +18
        0      0.441  0.054  0.012 0.0055 0.0038 0.0031 0.0027 0.0025 0.0024 0.0023
        20    0.0022 0.0021 0.0021 0.0020 0.0019 0.0019 0.0018 0.0018 0.0017 0.0017
        40    0.0017 0.0016 0.0016 0.0016 0.0015 0.0015 0.0015 0.0014 0.0014 0.0014
        60    0.0014 0.0013 0.0013 0.0013 0.0013 0.0012 0.0012 0.0012 0.0012 0.0012
        80    0.0011 0.0011 0.0011 0.0011 0.0011 0.0011 0.0010 0.0010 0.0010 0.0010
        100   9.9e-4 9.8e-4 9.6e-4 9.5e-4 9.4e-4 9.3e-4 9.2e-4 9.0e-4 8.9e-4 8.8e-4
        119   8.8e-4"
    `);
  });
});
