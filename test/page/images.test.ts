import { type Action, exported, fromLink, look, networkIn, presets, reduce, type State, Tape, toLink } from "@nn/page";
import { describe, expect, test } from "vitest";
import { parametersOf, sceneIn, seen, stateAfter } from "./state.js";

const choose: Action = { kind: "preset", ...presets.images };
const after = (...actions: Action[]): State => stateAfter([choose, ...actions]);
const begun = after();
const trained = after({ kind: "go", step: 16 * 60 });

/** The outputs of a network as the page has it, computed anew from its parameters. */
function computed(features: readonly number[], parameters: Readonly<Record<string, number>>): number[][] {
  const w = (place: number): number => parameters[`w${place}`]!;
  const [filters, maps, pooled] = [[0, 1], [] as number[], [] as number[]];
  const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  for (const row of range(6)) {
    for (const column of range(6)) {
      for (const filter of filters) {
        const taps = range(9).map((tap) => {
          const pixel = features[8 * (row + Math.floor(tap / 3)) + column + (tap % 3)]!;
          return pixel * w(9 * filter + tap + 1);
        });
        const sum = taps.reduce((a, b) => a + b, 0) + parameters[`b${filter + 1}`]!;
        maps.push(Math.max(0, sum));
      }
    }
  }
  for (const row of range(3)) {
    for (const column of range(3)) {
      for (const filter of filters) {
        const seen = range(4).map((i) => maps[2 * (6 * (2 * row + (i >> 1)) + 2 * column + (i & 1)) + filter]!);
        pooled.push(Math.max(...seen));
      }
    }
  }
  const sum = pooled.reduce((sum, value, i) => sum + value * w(19 + i), parameters.b3!);
  return [maps, pooled, [1 / (1 + Math.exp(-sum))]];
}

describe("pictures that filters go over", () => {
  const names = (letter: string, count: number): string[] => Array.from({ length: count }, (_, i) => letter + (i + 1));

  test("have the numbers that are computed by hand, at each layer", () => {
    const { values, rows } = seen(trained);
    const { features } = trained.data.rows[rows[0]!.place]!;
    const numbers = [names("h2_", 72), names("h3_", 18), ["o1"]].map((symbols) => symbols.map((name) => values[name]!));
    for (const [layer, expected] of computed(features, parametersOf(seen(trained))).entries()) {
      expect(numbers[layer]).toHaveLength(expected.length);
      for (const [i, value] of expected.entries()) expect(numbers[layer]![i]).toBeCloseTo(value, 12);
    }
  });

  test("are learnt, and others that were never seen are told apart", () => {
    expect(sceneIn(begun).accuracy!.value).toBeLessThan(0.8);
    const { accuracy, predictions } = sceneIn(trained);
    expect(accuracy!.value).toBe(1);
    expect(predictions.slice(16).map(({ answer }) => answer)).toEqual(["—", "|", "—", "|"]);
  });

  test.each(["w1", "w14", "b2", "w25", "b3"])("the gradient of %s is the slope of the loss", (name) => {
    const { parameters, rows } = seen(trained);
    const { value, gradient } = parameters.find((parameter) => parameter.name === name)!;
    const [{ place }] = rows as [(typeof rows)[0]];
    const step = 1e-5;
    const lossAt = (other: number): number => {
      const tape = new Tape(reduce(trained, { kind: "edit", parameter: name, value: other }));
      tape.go(trained.at.step);
      return tape.lossOf([place]);
    };
    expect(gradient).toBeCloseTo((lossAt(value + step) - lossAt(value - step)) / (2 * step), 9);
    const { exactGradient, check } = seen(reduce(trained, { kind: "select", parameter: name })).explanation;
    expect(exactGradient).toBeCloseTo(gradient, 14);
    expect(check).toMatchObject({ verdict: "right", kink: null });
  });

  test("are drawn with each filter's weights, what becomes of them, and a network that is only its layers", () => {
    const { diagram, data, boundary, model } = sceneIn(trained);
    expect(diagram.nodes.map(({ id }) => id)).toEqual(["o1"]);
    expect(diagram.pictures.map(({ side }) => side)).toEqual([8, 6, 6, 3, 3]);
    expect(diagram.edges).toHaveLength(39);
    // All of a filter have their places; of the 18 weights behind them, those for which there is room.
    const placed = diagram.edges.flatMap(({ id, at }) => (at ? [{ id, at }] : []));
    expect(placed.map(({ id }) => id)).toEqual(expect.arrayContaining([...names("w", 18), "b1", "b2", "b3"]));
    expect(placed.length).toBeLessThan(39);
    const boxes = [...placed.map(({ at }) => at), ...diagram.pictures.map(({ at }) => at)];
    for (const [i, one] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) {
        const isApart =
          2 * Math.abs(one.x - other.x) >= one.width + other.width ||
          2 * Math.abs(one.y - other.y) >= one.height + other.height;
        expect(isApart, JSON.stringify([one, other])).toBe(true);
      }
    }
    expect(data.rows[0]!.picture!.dots.map(({ x, y }) => [x, y])).toEqual([0, 1, 2, 3, 4].map((x) => [x, 0]));
    expect(boundary).toBeNull();
    expect(data.rows[0]!.features.slice(0, 6)).toEqual(["1", "1", "1", "1", "1", "0"]);
    expect(model.summary).toBe("8 × 8, 2 filters of 3 × 3 with ReLU, max pooling of 2 × 2, 1, 39 parameters");
  });

  test("have pictures without numbers before the outputs are computed", () => {
    const { pictures } = sceneIn({ ...trained, at: { ...trained.at, phase: 0 } }).diagram;
    expect(pictures.map(({ dots }) => dots.length > 0)).toEqual([true, false, false, false, false]);
  });

  test("take more filters and layers, and other rows take none", () => {
    const wider = after({ kind: "model", change: { filters: 3, sizes: [64, 4, 1], activations: ["tanh", "sigmoid"] } });
    const { diagram } = sceneIn(wider);
    expect(diagram.nodes.map(({ id }) => id)).toEqual(["h5_1", "h5_2", "h5_3", "h5_4", "o1"]);
    expect(diagram.edges).toHaveLength(3 * 10 + 4 * 28 + 5);
    expect(diagram.nodes.every(({ sum, output }) => sum !== null && output !== null)).toBe(true);
    const { model } = reduce(wider, { kind: "preset", ...presets.people });
    expect([model.sizes, "filters" in model]).toEqual([[2, 4, 1], false]);
  });

  test("are the same by a link, and in a network's file", async () => {
    const linked = await fromLink(await toLink(trained), "en");
    expect(linked).toEqual(trained);
    expect(seen(linked!)).toEqual(seen(trained));
    const tape = new Tape(trained);
    const file = exported("network", tape, trained, look(tape, trained));
    const found = networkIn(file, stateAfter([]).model)!;
    expect(found.model).toMatchObject({ filters: 2, sizes: [64, 1], activations: ["sigmoid"] });
    const again = reduce(begun, { kind: "network", ...found });
    expect(sceneIn(again).predictions).toEqual(
      sceneIn(trained).predictions.map((row) => ({ ...row, isCurrent: expect.any(Boolean) })),
    );
    expect(networkIn(file.replace('"relu"', '"tanh"'), begun.model)).toBeNull();
    expect(
      networkIn(exported("network", new Tape(stateAfter([])), stateAfter([]), seen(stateAfter([]))), begun.model)!
        .model,
    ).not.toHaveProperty("filters");
  });

  test("have no links to networks that can't be", async () => {
    const { model, data } = begun;
    const { filters: _, ...dense } = model;
    const short = data.rows.map((row) => ({ ...row, features: row.features.slice(1) }));
    const changes: Partial<State>[] = [
      { model: { ...model, filters: 5 } },
      { model: { ...model, filters: 0 } },
      { model: { ...model, sizes: [64, 9, 1], activations: ["tanh", "sigmoid"] } },
      { model: dense },
      { model: { ...model, sizes: [63, 1] }, data: { ...data, rows: short, asked: [] } },
    ];
    for (const change of changes) expect(await fromLink(await toLink({ ...begun, ...change }), "en")).toBeNull();
  });
});
