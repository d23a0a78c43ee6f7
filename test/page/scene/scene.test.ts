import type { Action, Scene } from "@nn/page";
import { describe, expect, test } from "vitest";
import { sceneAfter, sceneIn, stateAfter, times } from "../state.js";

const factorsOf = ({ chain }: Scene): { value: number; text: string }[] =>
  chain!.parts.flatMap(({ rows }) => rows.map(({ value }) => value));

describe("the chain of w1 for Alice", () => {
  test("has the lab's three factors, and their product", () => {
    const scene = sceneAfter([]);
    expect(factorsOf(scene).map(({ value }) => value)).toEqual([
      -0.9526096518320006, 0.24943853872512894, -0.09035331946182427,
    ]);
    expect(scene.chain!.gradient).toEqual({ value: 0.02146953526581111, text: "0.0215" });
    expect(scene.chain!.after.text).toBe("0.9979");
    // With f′ by its name, and by what it is of a sigmoid.
    expect(scene.chain!.parts[0]!.rows.map(({ formulas }) => formulas.length)).toEqual([1, 2, 2]);
  });

  test("has five elementary factors, with the same product", () => {
    const scene = sceneAfter([], { detail: "elementary" });
    const values = factorsOf(scene).map(({ value }) => value);
    expect(values).toHaveLength(5);
    expect(values.slice(0, 4)).toEqual([-0.9526096518320006, 0.24943853872512894, 1, 0.04517665973091214]);
    expect(scene.chain!.gradient.value).toBeCloseTo(0.02146953526581111, 16);
  });

  test("is written in French, and by hand as the lab does", () => {
    const scene = sceneAfter([], { language: "fr", rounding: "hand" });
    expect(factorsOf(scene).map(({ text }) => text)).toEqual(["−0,952", "0,249", "−0,0904"]);
    expect(scene.chain!.gradient.text).toBe("0,0214");
    expect(scene.chain!.byHand).toContain("0,0215");
  });

  test("lights up the neurons of a factor with the line between them, and a line lights up its factor", () => {
    const { diagram } = sceneAfter([{ kind: "light", id: "factor-1" }]);
    expect([...diagram.nodes, ...diagram.edges].filter(({ isLit }) => isLit).map(({ id }) => id)).toEqual([
      "h1",
      "o1",
      "w5",
    ]);
    expect(sceneAfter([{ kind: "light", id: "w5" }]).litFactors).toEqual(["factor-1"]);
    expect(sceneAfter([{ kind: "light", id: "w1" }]).litFactors).toEqual(["factor-2"]);
    expect(sceneAfter([]).litFactors).toEqual([]);
  });

  test.each(["exact", "hand"] as const)("says a number once, %s", (rounding) => {
    const { parts } = sceneAfter([{ kind: "look", change: { detail: "elementary", rounding } }]).chain!;
    const rows = parts.flatMap((part) => part.rows);
    expect(rows.map(({ substituted }) => substituted === null)).toEqual([false, false, true, false, true]);
    expect(rows.map(({ value }) => value.text).filter((_, i) => i % 2 === 0)).toEqual([
      rounding === "hand" ? "−0.952" : "−0.9526",
      "1",
      "−2",
    ]);
  });

  test("says of a gradient of 10⁻¹³ that it is too small to be measured, and doesn't round it to 0", () => {
    const { check, gradient } = sceneAfter(times(1, "sample")).chain!;
    expect(gradient.text).toMatch(/10⁻¹³$/);
    expect(check.text).toContain("too small to be measured");
  });

  test.each([3, 3999])("says of a measure with the digits of the gradient that both agree, after %i steps", (step) => {
    const scene = sceneAfter([
      { kind: "go", step },
      { kind: "select", parameter: "w5" },
    ]);
    const { check, gradient } = scene.chain!;
    expect(gradient.text).toMatch(/^−1\.\d{4} · 10⁻/);
    expect(check.text).toContain(`${gradient.text}. They agree`);
    expect(scene.notes.filter(({ kind }) => kind === "unmeasurable")).toEqual([]);
  });
});

test("each of the nine parameters is called by its name, its value and its gradient, and is explained when selected", () => {
  const { edges } = sceneAfter([]).diagram;
  expect(edges).toHaveLength(9);
  for (const { id, label, value, gradient } of edges) {
    expect(label).toMatch(new RegExp(`^${id} = ${value.text} \\(.+\\), gradient ${gradient!.text}$`));
    const { chain } = sceneAfter([{ kind: "select", parameter: id }]);
    expect(Math.abs(chain!.gradient.value - gradient!.value)).toBeLessThan(1e-15);
  }
});

test("each phase shows what is computed by then, and no more", () => {
  const known = Array.from({ length: 5 }, (_, count) => {
    const { diagram, loss, chain } = sceneAfter([{ kind: "start" }, ...times(count, "phase")]);
    const isComputed = (id: string): boolean => diagram.nodes.find((node) => node.id === id)!.output !== null;
    const gradients = diagram.edges.filter(({ gradient }) => gradient !== null).length;
    const w1 = diagram.edges[0]!.value.value;
    return [isComputed("x1"), isComputed("h1"), loss !== null, gradients, chain !== null, w1];
  });
  expect(known).toEqual([
    [true, false, false, 0, false, 1],
    [true, true, false, 0, false, 1],
    [true, true, true, 0, false, 1],
    [true, true, true, 9, true, 1],
    [true, false, false, 0, false, 0.9978530464734189],
  ]);
});

type Edge = Scene["diagram"]["edges"][number];
type Line = Edge["line"];
type Box = NonNullable<Edge["at"]>;

describe("the diagram", () => {
  const overlaps = ({ diagram }: Scene): string[] => {
    const placed = diagram.edges.filter(({ at }) => at !== null);
    return placed.flatMap((one, i) =>
      placed.slice(i + 1).flatMap((other) => {
        const [a, b] = [one.at!, other.at!];
        const apart = Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height;
        return apart ? [] : [`${one.id} and ${other.id}`];
      }),
    );
  };

  test.each<[string, Action[]]>([
    ["at its start", []],
    ["at its start, for the back of a room", [{ kind: "look", change: { size: "room" } }]],
    ["when it is trained, and gradients have powers of ten", [{ kind: "run" }]],
  ])("has room for all numbers of the lab's network %s", (_, actions) => {
    const scene = sceneAfter(actions);
    expect(scene.diagram.edges.map(({ id }) => id)).toEqual(["w1", "w2", "b1", "w3", "w4", "b2", "w5", "w6", "b3"]);
    expect(scene.diagram.edges.filter(({ at }) => at === null)).toEqual([]);
    expect(overlaps(scene)).toEqual([]);
  });

  test("has numbers in its circles that fit there, and says all of their digits", () => {
    const { nodes } = sceneAfter([{ kind: "example", example: 3 }]).diagram;
    expect(nodes.map(({ output }) => output!.text)).toEqual(["−15", "−6", "7.6 · 10⁻¹⁰", "7.6 · 10⁻¹⁰", "0.5"]);
    expect(nodes.map(({ sum }) => sum?.text)).toEqual([undefined, undefined, "−21", "−21", "1.5 · 10⁻⁹"]);
    expect(nodes[2]!.label).toContain("7.5826 · 10⁻¹⁰");
  });

  /** The shares of a line that are within a box, in thousandths. */
  const within = ({ x1, y1, x2, y2 }: Line, { x, y, width, height }: Box): number[] =>
    Array.from({ length: 1001 }, (_, i) => i / 1000).filter(
      (share) => 2 * Math.abs(x1 + share * (x2 - x1) - x) < width && 2 * Math.abs(y1 + share * (y2 - y1) - y) < height,
    );

  test.each<[string, Action[]]>([
    ["at its start", []],
    ["when it is trained, and gradients have powers of ten", [{ kind: "run" }]],
  ])("puts no numbers of the lab's network on another line, nor on all of their own, %s", (_, actions) => {
    const weights = sceneAfter(actions).diagram.edges.filter(({ from }) => from !== null);
    for (const { id, line, at } of weights) {
      const others = weights.filter((other) => other.id !== id && within(other.line, at!).length > 0);
      expect(
        others.map((other) => other.id),
        id,
      ).toEqual([]);
      const covered = within(line, at!);
      expect(covered[0], id).toBeGreaterThan(0.05);
      expect(covered.at(-1), id).toBeLessThan(0.95);
    }
  });

  test("tells a weight of 0 from one above and one below", () => {
    const values = [-0.5, 0, 0.5];
    const edits = values.map((value, i): Action => ({ kind: "edit", parameter: `w${i + 1}`, value }));
    const { edges } = sceneAfter(edits).diagram;
    expect(["w1", "w2", "w3"].map((name) => edges.find(({ id }) => id === name)!.sign)).toEqual([
      "negative",
      "zero",
      "positive",
    ]);
  });

  test.each([4, 6])("ends right of all its numbers of %i decimals", (digits) => {
    const { width, edges } = sceneAfter([{ kind: "run" }], { digits }).diagram;
    for (const { at } of edges) if (at) expect(at.x + at.width / 2).toBeLessThan(width);
  });

  test.each(["w1", "w4", "w5", "w8", "w9", "b5"])(
    "of a deeper network has the numbers of %s where it is selected",
    (parameter) => {
      // Wide ones, in columns that are close to one another.
      const actions: Action[] = [
        { kind: "edit", parameter, value: -12.3456 },
        { kind: "select", parameter },
      ];
      const scene = sceneAfter(actions, {}, [2, 2, 2, 1]);
      const { at } = scene.diagram.edges.find(({ id }) => id === parameter)!;
      expect(overlaps(scene)).toEqual([]);
      for (const { x, y } of scene.diagram.nodes) {
        const [dx, dy] = [Math.abs(at!.x - x) - at!.width / 2, Math.abs(at!.y - y) - at!.height / 2];
        expect(Math.hypot(Math.max(0, dx), Math.max(0, dy))).toBeGreaterThan(38);
      }
    },
  );

  test("of a larger network leaves out numbers rather than have them overlap, but never the selected one", () => {
    const scene = sceneAfter([{ kind: "select", parameter: "w40" }], {}, [2, 6, 6, 1]);
    expect(overlaps(scene)).toEqual([]);
    expect(scene.diagram.edges.find(({ id }) => id === "w40")).toMatchObject({ isSelected: true });
    expect(scene.diagram.edges.find(({ id }) => id === "w40")!.at).not.toBeNull();
  });
});

test("predictions are those of the training's rows, and of those without a label", () => {
  const { predictions } = sceneAfter([{ kind: "run" }]);
  expect(predictions.map(({ name, target, answer }) => [name, target, answer])).toEqual([
    ["Alice", "1", "F"],
    ["Bob", "0", "M"],
    ["Charlie", "0", "M"],
    ["Diana", "1", "F"],
    ["Emily", "to predict", "F"],
    ["Frank", "to predict", "M"],
  ]);
});

test("both languages say the same things, in other words", () => {
  const textsOf = (language: "en" | "fr"): string[] => {
    const { where, phase, lossLabel, chain, predictions } = sceneAfter([], { language });
    return [where, phase, lossLabel, chain!.check.text, predictions.at(-1)!.target];
  };
  const [english, french] = [textsOf("en"), textsOf("fr")];
  expect(english.filter((text, i) => text === french[i])).toEqual(["Gradients"]);
});

test("the paths of several rows are told apart as their formulas are", () => {
  const { chain } = sceneIn(stateAfter([{ kind: "model", change: { batch: 2 } }]));
  expect(chain!.parts.map(({ title }) => title)).toEqual([
    "Path w1 → h1⁽¹⁾ → o1⁽¹⁾ → L⁽¹⁾",
    "Path w1 → h1⁽²⁾ → o1⁽²⁾ → L⁽²⁾",
  ]);
});
