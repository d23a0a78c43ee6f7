import { toText, type WorksheetLevel, worksheet, worksheetCodes, worksheetLines, worksheetText } from "@nn/explain";
import { relu } from "@nn/layers";
import { logCosh } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { Experiment, fromLink, reduce, type State, sceneOf, sectionState, sheetState, toLink } from "@nn/page";
import { describe, expect, test } from "vitest";
import { sceneIn, seen } from "../state.js";

const LEVELS: readonly WorksheetLevel[] = ["numbers", "factors", "path", "error"];
const answered = (state: State, line: number, text: string): State =>
  reduce(state, { kind: "answer", id: `sheet ${line}`, text });

describe("a worksheet's link", () => {
  test("makes the network that is on the sheet", () => {
    const sheet = worksheet({ seed: 2026, name: "Ada" });
    const state = sheetState(sheet.link!, "fr")!;
    const { values, explanation } = seen(state);
    expect(state.selected.parameter).toBe(sheet.explanation.parameter.name);
    expect(explanation.gradient).toBe(sheet.explanation.gradient);
    for (const { symbol, value } of sheet.explanation.given) {
      if (/^x/.test(symbol)) expect(values[symbol]).toBe(value);
      if (/^[wb]/.test(symbol)) expect(state.edits).toContainEqual({ step: 0, parameter: symbol, value });
    }
  });

  test("of other components and sizes", () => {
    const sheet = worksheet({
      seed: 4,
      sizes: [1, 3, 1],
      activation: relu,
      loss: logCosh,
      optimizer: new SGD({ learningRate: 0.5, momentum: 0.9 }),
      significantDigits: 4,
    });
    const { model } = sheetState(sheet.link!, "en")!;
    expect(model).toMatchObject({ sizes: [1, 3, 1], activations: ["relu", "relu"], loss: "logCosh" });
    expect(model.optimizer).toEqual({ rule: "momentum", settings: { learningRate: 0.5, momentum: 0.9 } });
    expect(sceneIn(sheetState(sheet.link!, "en")!).sheet!.rows).toHaveLength(worksheetLines(sheet).length);
    expect(sheetState(worksheet({ seed: 1, optimizer: new Adam({ learningRate: 0.1 }) }).link!, "en")).not.toBe(null);
  });

  test("that the page can't show is none", () => {
    const wide = worksheet({ seed: 1, sizes: [2, 9, 1] });
    const two = worksheet({ seed: 1, sizes: [2, 2, 2] });
    for (const link of [wide.link!, two.link!, "w1&seed", "w1&seed=1&level=hard", "w1&seed=1&sizes=2", "s=0.4", ""]) {
      expect(sheetState(link, "en")).toBe(null);
    }
  });

  test("is in the page's own link, with what was answered", async () => {
    const state = answered(sheetState(worksheet({ seed: 2, name: "Zoé" }).link!, "en")!, 0, "1.5");
    expect(await fromLink(await toLink(state), "en")).toEqual(state);
  });
});

describe.each(LEVELS)("a sheet of the level %s", (level) => {
  const sheet = worksheet({ seed: 2026, name: "Ada", level });
  const lines = worksheetLines(sheet);
  const codes = worksheetCodes(sheet);
  const begun = sheetState(sheet.link!, "fr")!;
  const asked = level === "error" ? [sheet.mistake!.line] : lines.map((_, i) => i);

  test("is solved line by line, and its code says how far", () => {
    const typed = (value: number): string => String(value).replace(".", ",");
    const states = [begun];
    for (const i of asked) states.push(answered(states.at(-1)!, i, typed(lines[i]!.value)));
    const scenes = states.map((state) => sceneIn(state).sheet!);
    expect(scenes.map(({ code }) => code)).toEqual(codes);
    expect(scenes.map(({ result }) => result !== null)).toEqual(codes.map((_, i) => i > 0));
    expect(scenes.map(({ isSolved }) => isSolved)).toEqual(codes.map((_, i) => i === codes.length - 1));
  });

  test("takes the last digit to within 1, and nothing further", () => {
    const [first] = asked;
    const { value, tolerance } = lines[first!]!;
    const verdict = (text: string): string => sceneIn(answered(begun, first!, text)).sheet!.rows[first!]!.blank.verdict;
    expect([value, value + tolerance, value + 2 * tolerance].map((found) => verdict(String(found)))).toEqual([
      "right",
      "right",
      "wrong",
    ]);
    expect(verdict("")).toBe("empty");
  });

  test("asks for a number where there is none", () => {
    const [first] = asked;
    expect(sceneIn(answered(begun, first!, "half")).sheet!.rows[first!]!.blank).toMatchObject({
      verdict: "wrong",
      told: "Écrivez un nombre, par exemple 0,5.",
    });
  });

  test("says what the paper says", () => {
    const { rows } = sceneIn(begun).sheet!;
    const isNamed = rows.map(({ symbol }) => symbol !== null);
    expect(isNamed.every(Boolean)).toBe(level !== "path");
    const gradient = lines.findIndex(({ symbol }) => toText(symbol).startsWith("∂L/∂o1"));
    expect(rows[gradient]!.formula === null).toBe(level === "factors" || level === "path");
    expect(rows.every(({ written }) => (written === null) !== (level === "error"))).toBe(true);
    const { task, given } = sceneIn(begun).sheet!;
    expect(task.join(" ")).toContain("utilisé ainsi par la suite");
    expect(task.at(-1)!.startsWith("Ici s’écrivent les nombres")).toBe(level === "factors" || level === "path");
    const told = given.replaceAll(/<[^>]*>/g, "").replaceAll(/[\s\u2061]/g, "");
    expect(told).toContain("f(z)=11+e−z");
    expect(told).toContain("f′(z)=f(z)·(1−f(z))");
  });
});

test("a number behind a line that is right doesn't find the wrong one", () => {
  const sheet = worksheet({ seed: 2026, name: "Ada", level: "error" });
  const { line } = sheet.mistake!;
  const other = line === 0 ? 1 : 0;
  const lines = worksheetLines(sheet);
  const found = answered(sheetState(sheet.link!, "en")!, line, String(lines[line]!.value));
  expect(sceneIn(found).sheet!.isSolved).toBe(true);
  expect(sceneIn(answered(found, other, String(lines[other]!.value))).sheet!.isSolved).toBe(false);
});

test("a sheet with a wrong line writes its numbers as the paper does, with zeros at their ends", () => {
  const plain = (text: string): string => text.replaceAll("\u2212", "-");
  const written = Array.from({ length: 20 }, (_, seed) => {
    const sheet = worksheet({ seed, level: "error" });
    const paper = plain(worksheetText(sheet).exercise);
    const { rows } = sceneIn(sheetState(sheet.link!, "en")!).sheet!;
    const texts = rows.map(({ written }) => plain(written!.text));
    for (const text of texts) expect(paper).toMatch(new RegExp(`= ${text.replaceAll(".", "\\.")}$`, "m"));
    return texts;
  });
  expect(written.flat().filter((text) => /\.\d*0$/.test(text)).length).toBeGreaterThan(5);
});

test("a sheet is left for its network, with all numbers", () => {
  const left = reduce(sheetState(worksheet({ seed: 1 }).link!, "en")!, { kind: "leaveSheet" });
  expect(left.sheet).toBe(null);
  expect(sceneIn(left).chain).not.toBe(null);
});

describe("an experiment", () => {
  const xor = reduce(reduce(sectionState("0.5", "en"), { kind: "epochs", epochs: 20 }), {
    kind: "experiment",
    experiment: { seeds: 3, codes: "" },
  });
  const told = { data: xor.data, model: xor.model, epochs: xor.at.epochs, seeds: 3 };

  test("trains the network as it is from many seeds, and with four hidden units, whatever the slices", () => {
    const whole = new Experiment(told);
    whole.advance(() => false);
    const sliced = new Experiment(told);
    let slices = 0;
    for (; !sliced.isDone; slices++) sliced.advance(() => true);
    expect(slices).toBeGreaterThan(6);
    expect(sliced.runs).toEqual(whole.runs);
    expect(whole.runs.map(({ sizes }) => sizes)).toEqual([
      [2, 2, 1],
      [2, 4, 1],
    ]);
    for (const { losses } of whole.runs) expect(new Set(losses).size).toBe(3);
  });

  test("is gone on with elsewhere, from what there is", () => {
    const whole = new Experiment(told);
    whole.advance(() => false);
    const begun = new Experiment(told);
    begun.advance(() => begun.runs[0]!.losses.length === 2);
    const { runs } = begun;
    const other = new Experiment(told, structuredClone(runs));
    other.advance(() => false);
    expect([runs[0]!.losses.length, other.runs]).toEqual([2, whole.runs]);
  });

  test("counts a training whose outputs its loss isn't about as one that didn't learn", () => {
    const model = { ...xor.model, activations: ["sigmoid", "identity"], loss: "binaryCrossEntropy" } as const;
    const run = new Experiment({ ...told, model });
    run.advance(() => false);
    expect(run.runs[0]!.losses).toEqual([Infinity, Infinity, Infinity]);
  });

  test("shows where a training diverged", () => {
    const runs = [{ sizes: [2, 2, 1], losses: [Number.POSITIVE_INFINITY, 0.001] }];
    const { spreads } = sceneOf(seen(xor), xor, [], runs).experiment!;
    expect(spreads[0]!.rows.map(({ loss }) => loss.text)).toEqual(["∞", "0.001"]);
  });

  test("leaves room above its dots, however many there are, for the name of the axis", () => {
    const runs = [{ sizes: [2, 2, 1], losses: Array.from({ length: 30 }, () => 0.001) }];
    const { dots } = sceneOf(seen(xor), xor, [], runs).experiment!.spreads[0]!;
    // The name is 15 high at most, and a dot has a radius of 3.
    expect(Math.min(...dots.map(({ y }) => y))).toBeGreaterThanOrEqual(8 + 15 + 3);
  });

  test("trains as the page itself does", () => {
    const run = new Experiment(told);
    run.advance(() => false);
    const own = reduce(xor, { kind: "model", change: { seed: "2", start: "normal" } });
    expect(run.runs[0]!.losses[1]).toBe(seen(reduce(own, { kind: "run" })).meanLoss);
  });
});
