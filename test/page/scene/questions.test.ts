import {
  type Action,
  en,
  presets,
  type Row,
  reduce,
  type SectionName,
  type State,
  sectionState,
  toRule,
} from "@nn/page";
import { expect, test } from "vitest";
import { sceneIn } from "../state.js";

const edit = (parameter: string, value: number): Action => ({ kind: "edit", parameter, value });
const model = (change: Partial<State["model"]>): Action => ({ kind: "model", change });
const data = (change: Partial<State["data"]>): Action => ({ kind: "data", change });
const row = (place: number, change: Partial<Row>): Action => ({ kind: "row", row: place, change });
const rule = model({ optimizer: toRule("adam", {}) });
const run: Action = { kind: "run" };
const start: Action = { kind: "start" };
const images: Action = { kind: "preset", ...presets.images };
const { rows, asked } = presets.people.data;
const oneMore = data({ asked: [...asked, { name: "Ada", features: [1, 2] }] });

/** What a section's answer depends on. */
const OTHER: readonly (readonly [SectionName, readonly Action[]])[] = [
  ["0.1", [edit("w2", -1)]],
  ["0.1", [model({ start: "ones" })]],
  ["0.1", [row(0, { features: [2, 4] })]],
  ["0.2", [edit("w3", 1)]],
  ["0.2", [model({ activations: ["tanh", "sigmoid"] })]],
  ["0.3", [row(0, { target: 0 })]],
  ["0.3", [model({ loss: "logCosh" })]],
  ["0.3", [edit("w1", 1)]],
  ["0.4", [edit("w1", 2)]],
  ["0.4", [model({ batch: 4 })]],
  ["0.4", [model({ order: "shuffled" })]],
  ["0.4", [row(0, { name: "Ada" })]],
  ["0.4", [row(0, { features: [140, 65] })]],
  ["0.4", [data({ prepare: "none" })]],
  ["0.4", [data({ rows: rows.slice(1) })]],
  ["0.4", [images]],
  ["0.5", [model({ start: "normal" })]],
  ["0.5", [model({ loss: "binaryCrossEntropy" })]],
  ["0.5", [rule]],
  ["0.6", [row(0, { features: [140, 65] })]],
  ["0.6", [row(4, { features: [1, 2] })]],
  ["0.6", [start, edit("w1", 2), run]],
];

/** And what it doesn't depend on. */
const SAME: typeof OTHER = [
  ["0.1", [edit("b1", 7)]],
  ["0.1", [edit("w2", -1), edit("w2", 1)]],
  ["0.1", [edit("w1", 0)]],
  ["0.1", [row(0, { target: 0 })]],
  ["0.2", [start]],
  ["0.3", [edit("b1", 0.1)]],
  ["0.3", [run]],
  ["0.3", [rule]],
  ["0.3", [data({ classes: ["A", "B"] })]],
  ["0.4", [run]],
  ["0.4", [run, edit("w1", 2)]],
  ["0.4", [edit("w1", 2), edit("w1", 1)]],
  ["0.4", [{ kind: "example", example: 1 }]],
  ["0.4", [model({ seed: "7" })]],
  ["0.4", [rule]],
  ["0.4", [images, { kind: "section", section: "0.4" }]],
  ["0.5", [run]],
  ["0.5", [oneMore]],
  ["0.5", [row(4, { features: [1, 2] })]],
  ["0.6", [oneMore]],
  ["0.6", [row(5, { features: [1, 2] })]],
  ["0.6", [start]],
];

const after = (section: SectionName, actions: readonly Action[]): State =>
  actions.reduce(reduce, sectionState(section, "en"));
const isAsked = (state: State): boolean => !sceneIn(state).card.isElsewhere;
const reveal: Action = { kind: "reveal", answer: "?" };

test.each(OTHER)("in %s there is no question after what changes its answer (%#)", (section, actions) => {
  expect(isAsked(after(section, actions))).toBe(false);
  // Nor is there the answer that was given.
  expect(isAsked(after(section, [reveal, ...actions]))).toBe(false);
});

test.each(SAME)(
  "in %s there is the question after what changes nothing of it (%#), and its answer has the numbers that are shown",
  (section, actions) => {
    expect(isAsked(after(section, actions))).toBe(true);
    const answered = after(section, [...actions, reveal]);
    expect(isAsked(answered)).toBe(true);
    const shown = [answered, reduce(answered, { kind: "phase" })].map(sceneIn);
    const numbers = JSON.stringify(shown.map(({ card: _, ...numbers }) => numbers)).match(/\d+\.\d+/g);
    for (const number of en.cards[section].because.match(/\d+\.\d{3,}/g) ?? []) expect(numbers).toContain(number);
  },
);
