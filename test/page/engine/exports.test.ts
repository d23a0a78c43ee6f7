import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { english, french, toLatex, toMarkdown } from "@nn/explain";
import { type Action, exported, look, presets, type State, Tape, toRule } from "@nn/page";
import { transformSync } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { seen, stateAfter, times } from "../state.js";

function exportOf(kind: Parameters<typeof exported>[0], state: State): string {
  const tape = new Tape(state);
  return exported(kind, tape, state, look(tape, state));
}

/** Programs find the packages from here. */
const folder = fileURLToPath(new URL("../../node_modules/.cache/page-programs/", import.meta.url));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function printedBy(program: string): string {
  mkdirSync(folder, { recursive: true });
  const { code } = transformSync(program, { loader: "ts" });
  writeFileSync(`${folder}program.mjs`, code);
  return execFileSync(process.execPath, [`${folder}program.mjs`], { encoding: "utf8" }).trim();
}

describe("the program prints the page's loss, to the last bit", () => {
  const trainings: [string, Action[]][] = [
    ["of the lab after 1000 epochs", [{ kind: "run" }]],
    [
      "of shuffled batches, formulas and another optimizer, with weights set by hand",
      [
        { kind: "data", change: { ...presets.line.data, prepare: "standardize" } },
        {
          kind: "model",
          change: { sizes: [2, 3, 2, 1], batch: 3, order: "shuffled", start: "normal", seed: 'a "seed"' },
        },
        { kind: "model", change: { activations: [{ formula: "x / (1 + exp(-x))" }, "tanh", "sigmoid"] } },
        { kind: "model", change: { loss: { formula: "(p - y)^2" }, optimizer: toRule("nesterov", {}) } },
        { kind: "edit", parameter: "w1", value: 0.25 },
        ...times(7, "sample"),
        { kind: "edit", parameter: "b2", value: -1 },
        { kind: "go", step: 50 },
      ],
    ],
    [
      "of pictures",
      [
        { kind: "preset", ...presets.images },
        { kind: "go", step: 40 },
      ],
    ],
    [
      "of glorot's start, AdamW and centred rows",
      [
        { kind: "data", change: { prepare: "mean" } },
        { kind: "model", change: { start: "glorot", optimizer: toRule("adamW", {}), loss: "binaryCrossEntropy" } },
        { kind: "go", step: 6 },
      ],
    ],
  ];
  test.each(trainings)("%s", (_, actions) => {
    const state = stateAfter(actions);
    expect(printedBy(exportOf("program", state))).toBe(String(seen(state).meanLoss));
  });
});

test("the program takes what it uses of the packages, and nothing of what rows and formulas are called", () => {
  const named = presets.people.data.rows.map((row) => ({ ...row, name: "Adam // tanh" }));
  const program = exportOf("program", stateAfter([{ kind: "data", change: { rows: named } }]));
  expect(program).toContain('import { SGD } from "@nn/optim";');
  expect(program).toContain('import { Dense, ones, sigmoid, zeros } from "@nn/layers";');
});

test("the explanation is the one that @nn/explain tells, in the page's language", () => {
  const state = stateAfter(times(2, "sample"));
  const { explanation } = seen(state);
  expect(exportOf("markdown", state)).toBe(
    toMarkdown(explanation, { language: english, digits: 4, elementary: false }),
  );
  const inFrench = stateAfter([{ kind: "look", change: { language: "fr", rounding: "hand", detail: "elementary" } }]);
  const byHand = seen(inFrench).explanation;
  expect(exportOf("latex", inFrench)).toBe(toLatex(byHand, { language: french, elementary: true }));
});

test("the history has the loss and all parameters of each epoch, and leaves the training where it is", () => {
  const state = stateAfter([{ kind: "go", step: 10 }]);
  const tape = new Tape(state);
  const before = look(tape, state);
  const [head, ...lines] = exported("csv", tape, state, before).trim().split("\n");
  expect(head).toBe("epoch,loss,w1,w2,b1,w3,w4,b2,w5,w6,b3");
  expect(lines.map((line) => line.split(",").slice(0, 2))).toEqual([
    ["0", "0.5071183179199986"],
    ["1", String(seen(stateAfter([{ kind: "go", step: 4 }])).meanLoss)],
    ["2", String(seen(stateAfter([{ kind: "go", step: 8 }])).meanLoss)],
  ]);
  expect(look(tape, state)).toEqual(before);
});
