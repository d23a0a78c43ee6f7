import { deflateRawSync } from "node:zlib";
import {
  fromLink,
  inLanguage,
  languageOf,
  type PresetName,
  presets,
  reduce,
  type State,
  sectionNames,
  sectionState,
  toLink,
  toRule,
} from "@nn/page";
import { describe, expect, test } from "vitest";
import { seen, stateAfter, times } from "./state.js";

const opened = async (state: State): Promise<State | null> => fromLink(await toLink(state), state.look.language);

describe("a link", () => {
  test("leads to the beginning of each section", async () => {
    for (const name of sectionNames) {
      expect(await fromLink(`#s=${name}`, "fr")).toEqual(sectionState(name, "fr"));
      expect(await toLink(sectionState(name, "en"))).toBe(`s=${name}`);
    }
  });

  test("leads to the same numbers, with what was selected", async () => {
    const state = stateAfter([
      { kind: "model", change: { sizes: [2, 3, 1], activations: [{ formula: "x / (1 + exp(-x))" }, "sigmoid"] } },
      {
        kind: "model",
        change: { optimizer: toRule("adam", {}), batch: 3, order: "shuffled", start: "normal", seed: "é" },
      },
      ...times(5, "sample"),
      { kind: "edit", parameter: "w2", value: 0.5 },
      { kind: "select", parameter: "w4" },
      { kind: "example", example: 2 },
      { kind: "look", change: { rounding: "hand", hidden: ["v2"] } },
      { kind: "answer", id: "factor-0", text: "0,5" },
    ]);
    const again = await opened(state);
    expect(again).toEqual(state);
    expect(seen(again!)).toEqual(seen(state));
  });

  test("holds any preset's data, in fewer letters than 2000", async () => {
    for (const name of Object.keys(presets) as PresetName[]) {
      const state = stateAfter([{ kind: "preset", ...presets[name] }]);
      expect(await opened(state), name).toEqual(state);
      expect((await toLink(state)).length).toBeLessThan(2000);
    }
  });

  test("leads to what each data make of the network that others left", async () => {
    const names = Object.keys(presets) as PresetName[];
    for (const [first, second] of names.flatMap((first) => names.map((second) => [first, second] as const))) {
      const state = stateAfter([
        { kind: "preset", ...presets[first] },
        { kind: "preset", ...presets[second] },
      ]);
      expect(await opened(state), `${second} after ${first}`).toEqual(state);
      expect(() => seen(state), `${second} after ${first}`).not.toThrow();
    }
  });

  test("holds as many rows as a state may have, and no text that inflates to more than that", async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      name: `row ${i}`,
      features: [Math.sin(i) * 100, Math.cos(7 * i) * 100],
      target: i % 2,
    }));
    const state = stateAfter([{ kind: "data", change: { rows } }]);
    expect(await opened(state)).toEqual(state);
    const swollen = deflateRawSync(JSON.stringify({ section: "0.4", more: "0".repeat(20_000_000) }));
    expect(swollen.length).toBeLessThan(50_000);
    expect(await fromLink(`1${swollen.toString("base64url")}`, "en")).toBeNull();
  });

  test("leaves language, theme, digits and size to the reader", async () => {
    const inRoom = { theme: "dark", digits: 6, size: "room", detail: "elementary" } as const;
    const state = stateAfter([{ kind: "look", change: inRoom }]);
    const linked = await fromLink(await toLink(state), "fr");
    expect(linked!.look).toMatchObject({
      language: "fr",
      theme: "auto",
      digits: 4,
      size: "desk",
      detail: "elementary",
    });
    const reader = stateAfter([{ kind: "look", change: { theme: "light", digits: 5, size: "room" } }]);
    const { language, theme, digits, size } = reduce(reader, { kind: "open", state: linked! }).look;
    expect([language, theme, digits, size]).toEqual(["en", "light", 5, "room"]);
  });

  test("that is broken, or of another version, leads nowhere", async () => {
    const whole = await toLink(stateAfter(times(1, "sample")));
    const broken = ["", "s=0.7", "2abc", "1", "1%%", whole.slice(0, -4), whole.replace("1", "9"), `${whole}x`];
    expect(await Promise.all(broken.map((link) => fromLink(link, "en")))).toEqual(broken.map(() => null));
  });

  test("to what is no state leads nowhere", async () => {
    const state = sectionState("0.4", "en");
    const { data, model, at } = state;
    const changes: unknown[] = [
      { at: { ...at, step: -1 } },
      { at: { ...at, phase: 4 } },
      { at: { ...at, further: 1 } },
      { data: { ...data, rows: [] } },
      { data: { ...data, rows: [{ name: "A", features: [1], target: 0 }] } },
      { data: { ...data, rows: Array.from({ length: 10_001 }, () => data.rows[0]) } },
      { data: { ...data, columns: ["a", "b", "c"] } },
      { model: { ...model, sizes: [2, 9, 1] } },
      { model: { ...model, sizes: [3, 2, 1] } },
      { model: { ...model, sizes: [2, 1] } },
      { model: { ...model, sizes: [2, 2, 2] } },
      { model: { ...model, optimizer: { rule: "sgd", settings: { learningRate: 0 } } } },
      { model: { ...model, optimizer: { rule: "momentum", settings: { learningRate: 0.1 } } } },
      { model: { ...model, loss: "other" } },
    ];
    for (const change of changes) {
      const link = await toLink({ ...state, ...(change as Partial<State>) });
      expect(await fromLink(link, "en"), JSON.stringify(change).slice(0, 200)).toBeNull();
    }
  });
});

test("a link may say its language, and nothing else", async () => {
  const state = stateAfter(times(2, "sample"));
  const whole = await toLink(state);
  const links = ["#s=0.4&l=fr", "#s=0.4&l=en", "#s=0.4", "#s=0.4&l=de", `${whole}&l=fr`, whole];
  expect(links.map(languageOf)).toEqual(["fr", "en", null, null, "fr", null]);
  expect(["#s=0.4", "s=0.4&l=fr", whole].map((link) => inLanguage(link, "en"))).toEqual([
    "s=0.4&l=en",
    "s=0.4&l=en",
    `${whole}&l=en`,
  ]);
  expect(await fromLink(`#${whole}&l=en`, "en")).toEqual(state);
  expect(await fromLink(`${whole}&l=de`, "en")).toBeNull();
  expect(await fromLink("#s=0.4&l=fr", "fr")).toEqual(sectionState("0.4", "fr"));
  expect(await fromLink("#s=0.4&l=de", "en")).toBeNull();
});
