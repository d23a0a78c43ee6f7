import { DataError, DivergenceError, OptionError } from "@nn/core";
import {
  type Action,
  dataOf,
  fromLink,
  look,
  MOST_LAYERS,
  MOST_NEURONS,
  type PresetName,
  presets,
  questions,
  readTable,
  reduce,
  ruleNames,
  type State,
  sceneOf,
  sectionNames,
  sectionState,
  Tape,
  toLink,
  toRule,
  withNewRow,
  withoutRow,
} from "@nn/page";
import { expect, test } from "vitest";

/** So many actions follow each other, from each of so many seeds. */
const COUNT = Number(process.env.ACTIONS ?? 60);
const SEEDS = Number(process.env.ACTIONS_SEEDS ?? 2);
const FIRST = Number(process.env.ACTIONS_SEED ?? 1);

/** Numbers that may be typed, those at the ends of what there is among them. */
const TYPED = [0, 1, -0.5, 0.1, 3, 12, 2000, 1e9, -1e-9, 1e150, -1e300, 1.7e308, 5e-324, 1e-300];
const TABLES = [
  "a;b\n1;0\n2,5;1",
  "name,x,y,class\nU,1,2,c\nV,3,4,d\nW,5,6,",
  "a,b,c,d,e,f,g,h,y\n1,2,3,4,5,6,7,8,1\n0,0,0,0,0,0,0,0,0",
  "x,y\n1e308,1\n-1e308,0",
];
const FORMULAS = ["x / (1 + exp(-x))", "x", "x^3", "exp(x)", "1 / x", "-x"];
const LOSSES = ["meanSquaredError", "binaryCrossEntropy", "binaryCrossEntropyFromLogits", "logCosh"] as const;
const ACTIVATIONS = ["sigmoid", "tanh", "relu", "softplus", "identity"] as const;

/** Numbers below a limit, the same for the same seed. */
function chances(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** Anything that can be done on the page, by chance. */
function anyAction(state: State, below: (most: number) => number): Action {
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const { data, model, at } = state;
  const rows = [...data.rows, ...data.asked];
  const parameter = `${one(["w", "b"])}${1 + below(9)}`;
  const { sizes, activations } = model;
  const layer = below(activations.length);
  const choices: (() => Action)[] = [
    () => ({ kind: one(["phase", "sample", "epoch", "back", "start"] as const) }),
    () => ({ kind: "epochs", epochs: one([1, 3, 12, 50]) }),
    () => ({ kind: "run" }),
    () => ({ kind: "go", step: below(at.step + 10) }),
    () => ({ kind: "select", parameter }),
    () => ({ kind: "example", example: one(["batch", below(data.rows.length)]) }),
    () => ({ kind: "try", value: one(TYPED) }),
    () => ({ kind: "light", id: parameter }),
    () => ({ kind: "edit", parameter: state.selected.parameter, value: one(TYPED) }),
    () => ({ kind: "preset", ...presets[one(Object.keys(presets) as PresetName[])] }),
    () => ({ kind: "section", section: one(sectionNames) }),
    () => ({ kind: "reveal", answer: questions[state.look.section].right }),
    () => ({ kind: "data", change: dataOf(readTable(one(TABLES), "a table")) }),
    () => ({ kind: "data", change: withNewRow(data, "new", below(2) === 0) }),
    () => {
      const place = below(rows.length);
      const canGo = place >= data.rows.length || data.rows.length > 1;
      return { kind: "data", change: canGo ? withoutRow(data, place) : {} };
    },
    () => ({ kind: "data", change: { prepare: one(["lab", "none", "mean", "standardize"] as const) } }),
    () => {
      const row = below(rows.length);
      const { features } = rows[row]!;
      const change = one([{ features: features.with(below(features.length), one(TYPED)) }, { target: one(TYPED) }]);
      return { kind: "row", row, change };
    },
    () => ({ kind: "model", change: { loss: one([...LOSSES, { formula: "(p - y)^2" }, { formula: "p - y" }]) } }),
    () => {
      const choice = one([...ACTIVATIONS, { formula: one(FORMULAS) }]);
      return { kind: "model", change: { activations: activations.with(layer, choice) } };
    },
    () => {
      if (layer === activations.length - 1) return { kind: "phase" };
      return { kind: "model", change: { sizes: sizes.with(layer + 1, 1 + below(MOST_NEURONS)) } };
    },
    () => {
      if (activations.length > MOST_LAYERS) return { kind: "sample" };
      const more = { sizes: sizes.toSpliced(-1, 0, 2), activations: [...activations, one(ACTIVATIONS)] };
      return { kind: "model", change: more };
    },
    () => ({ kind: "model", change: { optimizer: toRule(one(ruleNames), model.optimizer.settings) } }),
    () => {
      const { rule, settings } = model.optimizer;
      if (!("learningRate" in settings)) return { kind: "epoch" };
      const learningRate = one([0.1, 12, 2000, 1e9, 1e-300]);
      return { kind: "model", change: { optimizer: { rule, settings: { ...settings, learningRate } } } };
    },
    () => ({ kind: "model", change: { batch: 1 + below(data.rows.length) } }),
    () => ({ kind: "model", change: { start: one(["ones", "zeros", "normal", "glorot"] as const) } }),
    () => ({ kind: "model", change: { order: one(["fixed", "shuffled"] as const) } }),
    () => ({ kind: "look", change: { chart: one(["epochs", "slice", "story"] as const) } }),
    () => ({ kind: "look", change: { scale: one(["linear", "log"] as const) } }),
    () => ({
      kind: "look",
      change: { rounding: one(["exact", "hand"] as const), values: one(["shown", "blank"] as const) },
    }),
    () => ({
      kind: "look",
      change: { detail: one(["neurons", "elementary"] as const), language: one(["en", "fr"] as const) },
    }),
    () => ({ kind: "look", change: { plane: [below(8), below(8)] } }),
    () => ({ kind: "experiment", experiment: one([null, { seeds: 1, codes: "1a2b, x" }]) }),
  ];
  return one(choices)();
}

/** Where something of a scene is no number, and no text of one, that can be drawn or read. */
function oddIn(part: unknown, path = ""): string[] {
  if (typeof part === "number") return Number.isFinite(part) || path.endsWith(".value") ? [] : [`${path}: ${part}`];
  if (typeof part === "string") return /NaN|Infinity|undefined|\[object/.test(part) ? [`${path}: ${part}`] : [];
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return [];
  return Object.entries(part).flatMap(([key, inner]) => oddIn(inner, `${path}.${key}`));
}

const isRefused = (error: unknown): boolean =>
  [DataError, DivergenceError, OptionError].some((kind) => error instanceof kind);

test("whatever is done, what is seen can be drawn and read, and a link leads to it", async () => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const below = chances(seed);
    let state = sectionState("0.5", "en");
    const done: string[] = [];
    for (let i = 0; i < COUNT; i++) {
      const action = anyAction(state, below);
      done.push(JSON.stringify(action).slice(0, 160));
      const what = `seed ${seed}: ${done.slice(-12).join("\n")}`;
      let next = reduce(state, action);
      try {
        const tape = new Tape(next);
        const step = tape.go(next.at.step);
        next = { ...next, at: { ...next.at, step } };
        const scene = sceneOf(look(tape, next), next, [tape.losses, [1e300, 5e-324]]);
        expect(oddIn(scene), what).toEqual([]);
      } catch (error) {
        if (isRefused(error)) continue;
        throw new Error(what, { cause: error });
      }
      const { look: looks, ...rest } = (await fromLink(await toLink(next), next.look.language))!;
      const { look: own, selected, ...others } = next;
      expect(rest, what).toEqual({ ...others, selected: { ...selected, lit: null } });
      expect({ ...own, language: "en", digits: 4 }, what).toEqual({ ...looks, language: "en", digits: 4 });
      state = next;
    }
  }
});
