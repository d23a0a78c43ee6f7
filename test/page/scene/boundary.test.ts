import { type Action, linesAt, reduce, type Scene, type State } from "@nn/page";
import { describe, expect, test } from "vitest";
import * as states from "../state.js";

const { seen, stateAfter } = states;

/** Of rows that are no images, which have a plane. */
function sceneIn(state: State): Scene & { readonly boundary: NonNullable<Scene["boundary"]> } {
  const scene = states.sceneIn(state);
  return { ...scene, boundary: scene.boundary! };
}

const trained = stateAfter([{ kind: "run" }]);

describe("the lines of 0.5", () => {
  /** Over 10 × 10 cells. */
  const grid = (output: (x: number, y: number) => number): number[] =>
    Array.from({ length: 100 }, (_, i) => output((i % 10) + 0.5, Math.floor(i / 10) + 0.5));
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

  test("of a sigmoid of a plane are on its straight line, however steep it is", () => {
    const lines = linesAt(
      0.5,
      grid((x, y) => sigmoid(20 * (x + y - 9.3))),
      10,
      10,
      { least: 0, most: 1 },
    );
    expect(lines).toHaveLength(1);
    for (const [x, y] of lines[0]!) expect(x + y).toBeCloseTo(9.3, 9);
    const ends = [lines[0]![0]!, lines[0]!.at(-1)!].flat();
    expect(Math.max(...ends)).toBeGreaterThan(8);
  });

  test("of a hyperbolic tangent are straight, too", () => {
    const lines = linesAt(
      0,
      grid((x, y) => Math.tanh(9 * (x + y - 9.3))),
      10,
      10,
      { least: -1, most: 1 },
    );
    for (const [x, y] of lines[0]!) expect(x + y).toBeCloseTo(9.3, 9);
  });

  test("of a plane are on its straight line where it lies between 0 and 1 by chance", () => {
    const lines = linesAt(
      0.5,
      grid((x, y) => 0.5 + (x + y - 9.3) / 20),
      10,
      10,
    );
    for (const [x, y] of lines[0]!) expect(x + y).toBeCloseTo(9.3, 9);
  });

  test("don't run along the border, and there are none where no output passes 0.5", () => {
    expect(
      linesAt(
        0.5,
        grid(() => 0.7),
        10,
        10,
      ),
    ).toEqual([]);
    expect(
      linesAt(
        0.5,
        grid(() => 0.2),
        10,
        10,
      ),
    ).toEqual([]);
    const lines = linesAt(
      0.5,
      grid((x) => sigmoid(x - 4)),
      10,
      10,
      { least: 0, most: 1 },
    );
    for (const [x] of lines.flat()) expect(x).toBeCloseTo(4, 9);
  });
});

const ANY = { least: -Infinity, most: Infinity };

describe("from logits", () => {
  const logits = stateAfter([
    { kind: "model", change: { activations: ["sigmoid", "identity"], loss: "binaryCrossEntropyFromLogits" } },
    { kind: "run" },
  ]);
  const { predictions, accuracy, boundary, plateau } = sceneIn(logits);

  test("the class changes at 0, where a probability is 0.5", () => {
    expect(predictions.map(({ answer }) => answer)).toEqual(["F", "M", "M", "F", "F", "M"]);
    for (const { output, answer } of predictions) expect(answer).toBe(output.value >= 0 ? "F" : "M");
    expect([accuracy!.value, plateau]).toEqual([1, null]);
    const between = { kind: "edit", parameter: "b3", value: seen(logits).parameters.at(-1)!.value } as const;
    const least = Math.min(...predictions.filter(({ answer }) => answer === "F").map(({ output }) => output.value));
    const moved = sceneIn(reduce(logits, { ...between, value: between.value - least + 0.25 }));
    expect(moved.predictions.map(({ answer }) => answer)).toEqual(["F", "M", "M", "F", "F", "M"]);
    expect(Math.min(...moved.predictions.map(({ output }) => Math.abs(output.value - 0.25)))).toBeCloseTo(0, 9);
  });

  test("the line and the colours change where the class does, and the sentence says so", () => {
    expect(boundary.lines).toHaveLength(1);
    expect([seen(logits).surface!.range, seen(trained).surface!.range]).toMatchObject([ANY, { least: 0, most: 1 }]);
    expect(boundary.summary).toContain("output above 0. Orange: below. Thick line: 0.");
    const { outputs } = seen(logits).surface!;
    const { colours, width, height } = boundary.heat!;
    const isBlue = outputs.map((_, i) => {
      const at = 4 * ((height - 1 - Math.floor(i / width)) * width + (i % width));
      return colours[at + 2]! > colours[at]!;
    });
    expect(isBlue).toEqual(outputs.map((output) => output > 0));
  });

  test("the colours are as strong as those of their probabilities", () => {
    const { outputs } = seen(logits).surface!;
    const { colours, width, height } = boundary.heat!;
    const strengths = outputs.map(
      (_, i) => colours[4 * ((height - 1 - Math.floor(i / width)) * width + (i % width)) + 3]!,
    );
    const probabilities = outputs.map((output) => 1 / (1 + Math.exp(-output)));
    expect(strengths).toEqual(probabilities.map((p) => Math.round(150 * Math.abs(2 * p - 1))));
    expect(new Set(strengths).size).toBeGreaterThan(20);
  });
});

describe("the plane of two features", () => {
  const { boundary, predictions } = sceneIn(trained);

  test.each([
    ["desk", 1],
    ["room", 12.4 / 12],
  ] as const)("names no row over another's name, with letters for a %s", (size, letters) => {
    const { boundary } = sceneIn(reduce(trained, { kind: "look", change: { size } }));
    const names = boundary.points.map(({ x, y, name, named }) => ({ name, x: x + named!.x, y: y + named!.y }));
    const covered = names.flatMap((one, i) =>
      names
        .slice(i + 1)
        .filter((other) => Math.abs(one.y - other.y) < 12 * letters)
        .filter((other) => 2 * Math.abs(one.x - other.x) < 7 * letters * (one.name.length + other.name.length))
        .map((other) => `${one.name} and ${other.name}`),
    );
    expect(covered).toEqual([]);
  });

  test("has the names of points that are close together one above the other", () => {
    const far = reduce(trained, { kind: "row", row: 4, change: { features: [-1000, 0] } });
    const { points } = sceneIn(far).boundary;
    const boxes = points.map(({ x, y, name, named }) => ({ x: x + named!.x, y: y + named!.y, width: 7 * name.length }));
    const covered = boxes.flatMap((one, i) =>
      boxes
        .slice(i + 1)
        .filter((other) => Math.abs(one.y - other.y) < 12)
        .filter((other) => 2 * Math.abs(one.x - other.x) < one.width + other.width),
    );
    expect(covered).toEqual([]);
  });

  test("leaves out names that would cover others, first those of the rows that aren't explained", () => {
    const rows = Array.from({ length: 30 }, (_, i) => {
      return { name: `Row ${i + 1}`, features: [60 + ((7 * i) % 31), 150 + ((11 * i) % 29)], target: i % 2 };
    });
    const crowd = reduce(trained, { kind: "data", change: { rows, asked: [] } });
    const pointsOf = (example: number): typeof boundary.points =>
      sceneIn(reduce(crowd, { kind: "example", example })).boundary.points;
    const points = pointsOf(0);
    const boxes = points.flatMap(({ x, y, name, named }) =>
      named ? [{ x: x + named.x, y: y + named.y, width: 7 * name.length }] : [],
    );
    const isApart = (one: (typeof boxes)[number], other: (typeof boxes)[number]): boolean =>
      Math.abs(one.y - other.y) >= 12 || 2 * Math.abs(one.x - other.x) >= one.width + other.width;
    expect(boxes.filter((one, i) => !boxes.slice(i + 1).every((other) => isApart(one, other)))).toEqual([]);
    expect(points.filter(({ y, named }) => named && y + named.y > 132)).toEqual([]);
    const hidden = points.flatMap(({ row, named }) => (named === null ? [row] : []));
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.filter((row) => pointsOf(row)[row]!.named !== null).length).toBeGreaterThan(0);
  });

  test("has no name over the name or a number of an axis", () => {
    const rows = [0, 1, 2, 2.2].map((x) => ({ name: `point ${x}`, features: [x], target: x === 0 ? 1 : 0 }));
    const line = reduce(trained, { kind: "data", change: { columns: ["x"], rows, asked: [] } });
    const { points, axes } = sceneIn(line).boundary;
    const covered = [
      { x: 52, y: 16, width: 2 * 7 * "↑ output".length },
      ...axes.x.map(({ at, text }) => ({ x: at, y: 125, width: 7 * text.length })),
    ];
    for (const { x, y, name, named } of points) {
      const on = covered.filter(
        (other) =>
          Math.abs(other.y - y - named!.y) < 12 && 2 * Math.abs(other.x - x - named!.x) < other.width + 7 * name.length,
      );
      expect(on).toEqual([]);
    }
  });

  test("shows each row by its name, on the side of its output", () => {
    expect(boundary.points.map(({ name }) => name)).toEqual(predictions.map(({ name }) => name));
    expect(boundary.names).toEqual(["weight (lb)", "height (in)"]);
    const { colours, width, height } = boundary.heat!;
    // The first and the last cell: light people below on the left, heavy ones above on the right.
    const [lowLeft, highRight] = [
      colours.slice(4 * (height - 1) * width).slice(0, 4),
      colours.slice(4 * width - 4).slice(0, 4),
    ];
    expect(lowLeft[2]).toBeGreaterThan(lowLeft[0]!);
    expect(highRight[0]).toBeGreaterThan(highRight[2]!);
    expect(boundary.lines).toHaveLength(1);
  });

  test("has a frame around the rows of the training, and no others", () => {
    const { x, y, width, height } = boundary.trained;
    const isInside = boundary.points.map(
      (point) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height,
    );
    expect(isInside).toEqual([true, true, true, true, true, true]);
    const far = reduce(trained, { kind: "row", row: 4, change: { features: [100, 50] } });
    const outside = sceneIn(far).boundary;
    expect(outside.points[4]!.x).toBeLessThan(outside.trained.x);
  });

  test("a point that is drawn to a place has the numbers that stand there", () => {
    const [alice] = boundary.points;
    expect(boundary.movedTo(0, alice!)).toEqual([133, 65]);
    const moved = boundary.movedTo(0, { x: alice!.x + 30, y: alice!.y });
    expect(moved[0]).toBeGreaterThan(135);
    expect(moved[1]).toBe(65);
    const there = sceneIn(reduce(trained, { kind: "row", row: 0, change: { features: moved } })).boundary.points[0]!;
    // To a whole pound.
    expect(Math.abs(there.x - alice!.x - 30)).toBeLessThan(3);
  });

  test("an arrow key moves a point by a round number, and back again", () => {
    const right = boundary.movedBy(0, { x: 1, y: 0 });
    expect(right[0]).toBeGreaterThan(133);
    const state = reduce(trained, { kind: "row", row: 0, change: { features: right } });
    expect(sceneIn(state).boundary.movedBy(0, { x: -1, y: 0 })).toEqual([133, 65]);
    expect(boundary.movedBy(0, { x: 0, y: 1 })[1]).toBeGreaterThan(65);
  });

  test("a row that is moved changes what is learnt, and one to be predicted doesn't", () => {
    const lossAfter = (row: number): number =>
      seen(reduce(trained, { kind: "row", row, change: { features: [150, 66] } })).meanLoss;
    expect(lossAfter(0)).not.toBe(seen(trained).meanLoss);
    expect(lossAfter(4)).toBe(seen(trained).meanLoss);
  });
});

describe("a single feature", () => {
  const one = (state: State): State => ({
    ...state,
    data: {
      ...state.data,
      columns: ["x"],
      rows: [-1, 0, 1, 2].map((x) => ({ name: String(x), features: [x], target: Number(x > 0) })),
      asked: [{ name: "?", features: [0.5] }],
      prepare: "none",
    },
    model: { ...state.model, sizes: [1, 1], activations: ["sigmoid"], start: "ones" },
  });
  const sceneAfter = (...actions: Action[]): ReturnType<typeof sceneIn> => sceneIn(stateAfter(actions, one));

  test("has a curve of the output, which rises with a weight of 1", () => {
    const { boundary } = sceneAfter();
    expect(boundary.heat).toBeNull();
    const heights = boundary.lines[0]!.split(" ").map((point) => Number(point.split(",")[1]));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(boundary.names).toEqual(["x", "output"]);
  });

  test("and points that move sideways alone", () => {
    const { boundary } = sceneAfter();
    expect(boundary.movedTo(3, { x: boundary.points[3]!.x, y: 0 })).toEqual([2]);
    expect(boundary.movedBy(3, { x: 0, y: 1 })).toEqual([2]);
  });
});

test("of three features two are shown, those that are chosen, with the third as the row of this step has it", () => {
  const three = (state: State): State => ({
    ...state,
    data: {
      ...state.data,
      columns: ["a", "b", "c"],
      rows: state.data.rows.map((row, i) => ({ ...row, features: [...row.features, i] })),
      asked: [],
    },
    model: { ...state.model, sizes: [3, 2, 1] },
  });
  const plain = sceneIn(stateAfter([], three)).boundary;
  expect([plain.names, plain.choices, plain.chosen]).toEqual([["a", "b"], { 0: "a", 1: "b", 2: "c" }, [0, 1]]);
  const other = sceneIn(stateAfter([{ kind: "look", change: { plane: [2, 0] } }], three)).boundary;
  expect(other.names).toEqual(["c", "a"]);
  expect(other.movedBy(1, { x: 1, y: 0 }).slice(0, 2)).toEqual([160, 72]);
  const same = sceneIn(stateAfter([{ kind: "look", change: { plane: [1, 1] } }], three)).boundary;
  expect([same.heat, same.names[0]]).toEqual([null, "b"]);
});
