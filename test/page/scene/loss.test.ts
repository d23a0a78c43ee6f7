import { type Action, type LookState, linear, logarithmic, reduce, type Scene, sceneOf, storyOf, Tape } from "@nn/page";
import { describe, expect, test } from "vitest";
import { sceneIn, seen, stateAfter, times } from "../state.js";

const look = (change: Partial<LookState>): Action => ({ kind: "look", change });
const sceneAfter = (...actions: Action[]): Scene => sceneIn(stateAfter(actions));

const pointsOf = (line: string): number[][] => line.split(" ").map((point) => point.split(",").map(Number));

describe("the curve of the losses", () => {
  test("goes from the mean loss before the first epoch to the one after the last", () => {
    const { curve } = sceneAfter({ kind: "epochs", epochs: 3 }, { kind: "run" });
    expect(curve.rows.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(curve.rows[0]!.loss.value).toBeCloseTo(0.5071183179199986, 14);
    expect(curve.rows[1]!.loss.value).toBeCloseTo(0.500194529252766, 14);
    expect(pointsOf(curve.line)).toHaveLength(4);
    expect(curve.reading).toBe("Epoch 3: mean loss 0.4849");
    const [x, y] = pointsOf(curve.line).at(-1)!;
    expect([curve.here.x, curve.here.y]).toEqual([expect.closeTo(x!, 1), expect.closeTo(y!, 1)]);
    expect(curve.stepAt(2)).toBe(8);
  });

  test("of a thousand epochs has points that can be told apart, the first and the last among them", () => {
    const { curve } = sceneAfter({ kind: "run" });
    const points = pointsOf(curve.line);
    expect(points.length).toBeGreaterThan(200);
    expect(points.length).toBeLessThan(310);
    expect(curve.rows.at(-1)).toMatchObject({ epoch: 1000, loss: { text: "0.0024" } });
  });

  test("falls further on a logarithmic scale, whose marks are powers of ten", () => {
    const { curve } = sceneAfter({ kind: "run" }, look({ scale: "log" }));
    expect(curve.axes.y.map(({ text }) => text)).toEqual(["0.001", "0.01", "0.1", "1"]);
    const plain = sceneAfter({ kind: "run" }).curve;
    const heightAt = (line: string, place: number): number => pointsOf(line)[place]![1]!;
    expect(heightAt(curve.line, 20)).toBeLessThan(heightAt(plain.line, 20));
  });

  test("stands beside those of earlier trainings, on the same axes", () => {
    const state = stateAfter([{ kind: "sample" }]);
    const { curve } = sceneOf(seen(state), state, [[0.5], [8, 4, 2]]);
    expect(curve.end).toBe(2);
    const [first] = pointsOf(curve.earlier[0]!);
    expect(first![1]).toBeLessThan(pointsOf(curve.line)[0]![1]!);
  });
});

test("the least and the largest losses have places that a browser draws", () => {
  const state = stateAfter([]);
  for (const losses of [[0, 5e-324], [1e-310], [1.7e308, 0], [-1.7e308, 1.7e308]]) {
    const { curve } = sceneOf({ ...seen(state), meanLoss: losses[0]! }, state, [losses]);
    const places = [...pointsOf(curve.line).flat(), ...curve.axes.y.map(({ at }) => at), curve.here.y];
    expect(
      places.filter((place) => !Number.isFinite(place)),
      String(losses),
    ).toEqual([]);
  }
});

describe("the slice along w1", () => {
  const { slice } = sceneAfter(look({ chart: "slice" }));
  const numberOf = (id: string): number => [...slice!.rows, ...slice!.step].find((row) => row.id === id)!.shown.value;

  test("has a tangent whose slope is the gradient", () => {
    expect(numberOf("slope")).toBeCloseTo(0.0214695352658111, 15);
    const [[x1, y1], [x2, y2]] = pointsOf(slice!.tangent!) as [[number, number], [number, number]];
    const curve = pointsOf(slice!.line);
    const middle = curve[(curve.length - 1) / 2]!;
    // It passes through the point of the curve where the parameter is.
    expect(y1 + ((middle[0]! - x1) * (y2 - y1)) / (x2 - x1)).toBeCloseTo(middle[1]!, 0);
    expect(slice!.here).toEqual({ x: expect.closeTo(middle[0]!, 1), y: expect.closeTo(middle[1]!, 1) });
  });

  test("says what the whole step does to the loss, and what the gradients predict", () => {
    expect(numberOf("step-before")).toBe(0.22686628719087137);
    expect(numberOf("step-predicted")).toBeCloseTo(0.22105639538291094, 14);
    expect(numberOf("step-after")).toBeCloseTo(0.22109664645284527, 14);
  });

  test("compares what the tangent predicts at a value that is tried with what the loss is there", () => {
    const tried = sceneAfter(look({ chart: "slice" }), { kind: "try", value: 1.5 });
    const changes = tried.slice!.rows.map(({ shown }) => shown.value);
    expect(changes[1]).toBeCloseTo(0.5 * 0.0214695352658111, 14);
    const there = seen(stateAfter([{ kind: "edit", parameter: "w1", value: 1.5 }])).loss;
    expect(changes[2]).toBeCloseTo(there - 0.22686628719087137, 14);
    // The network was left as it was.
    expect(tried.loss!.value).toBe(0.22686628719087137);
  });

  test("has a tangent that is steeper than any number, in places that a browser draws", () => {
    const { slice: steep } = sceneAfter(
      { kind: "model", change: { sizes: [2, 1], activations: ["identity"] } },
      { kind: "edit", parameter: "w1", value: 3.9e152 },
      { kind: "example", example: 1 },
      { kind: "try", value: -3.9e152 },
      look({ chart: "slice" }),
    );
    for (const line of [steep!.tangent!, steep!.line]) {
      expect(
        pointsOf(line)
          .flat()
          .filter((place) => !Number.isFinite(place)),
      ).toEqual([]);
    }
    const predicted = steep!.rows.find(({ id }) => id === "predicted-change")!.shown;
    expect(predicted).toEqual({ value: -Infinity, text: "−∞" });
  });

  test("is as wide as a large parameter needs to have other values beside it", () => {
    const { slice: far } = sceneAfter({ kind: "edit", parameter: "w1", value: -1e20 }, look({ chart: "slice" }));
    const places = pointsOf(far!.line).map(([x]) => x!);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    expect(places.length).toBeGreaterThan(50);
  });

  test("leaves the network as it was by hand, too, where the explained numbers are rounded", () => {
    const actions: Action[] = [{ kind: "run" }, look({ rounding: "hand" })];
    const before = sceneAfter(...actions);
    const after = sceneAfter(...actions, look({ chart: "slice" }));
    expect(after.predictions).toEqual(before.predictions);
    expect(after.meanLoss).toEqual(before.meanLoss);
  });

  test("has its curve before the gradients are known, and nothing that tells them", () => {
    const { slice: early } = sceneAfter(look({ chart: "slice" }), { kind: "start" });
    expect([early!.line, early!.here, early!.there]).toEqual([slice!.line, slice!.here, slice!.here]);
    expect([early!.tangent, early!.step, early!.rows.map(({ id }) => id)]).toEqual([null, [], ["actual-change"]]);
    const { slice: tried } = sceneAfter(look({ chart: "slice" }), { kind: "start" }, { kind: "try", value: 0 });
    expect(tried!.tried.value).toBe(0);
    const { slice: blank } = sceneAfter(look({ chart: "slice", values: "blank" }));
    expect([blank!.tangent, blank!.there]).toEqual([null, slice!.here]);
  });

  test("ends its tangent where that leaves the drawing, on the same line", () => {
    const { slice: steep } = sceneAfter(look({ chart: "slice" }), { kind: "select", parameter: "b3" });
    const heights = pointsOf(steep!.tangent!).map(([, y]) => y!);
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([8, 114]);
    const [[x1, y1], [x2, y2]] = pointsOf(steep!.tangent!) as [[number, number], [number, number]];
    const { x, y } = steep!.here;
    expect((y - y1) / (x - x1)).toBeCloseTo((y2 - y) / (x2 - x), 1);
  });
});

test("the story of the first epoch has four rows, and the mean loss after each", () => {
  const { story } = sceneAfter(look({ chart: "story" }));
  expect(story!.rows.map(({ names }) => names)).toEqual(["Alice", "Bob", "Charlie", "Diana"]);
  const means = [story!.before, ...story!.rows.map(({ mean }) => mean)].map(({ value }) => value);
  const expected = [0.5071183179199986, 0.5065854848430947, 0.5038375295331278, 0.5008296794609172, 0.500194529252766];
  for (const [i, mean] of means.entries()) expect(mean).toBeCloseTo(expected[i]!, 14);
});

describe("the story of an epoch is that of the training", () => {
  const cases = {
    "in the rows' own order": {},
    "in batches": { batch: 3 },
    "in another order in each epoch": { order: "shuffled" },
    "in batches of another order": { batch: 2, order: "shuffled" },
  } as const;
  test.each(Object.entries(cases))("%s", (_, change) => {
    const begun = stateAfter([{ kind: "model", change }]);
    const { training } = new Tape(begun);
    const { steps } = training.order;
    // In the middle of the third epoch.
    const at = 2 * steps + 1;
    const state = reduce(reduce(begun, { kind: "go", step: at }), look({ chart: "story" }));
    const tape = new Tape(state);
    const told = storyOf(tape, tape.go(at))!;
    const wanted = Array.from({ length: steps }, (_, i) => {
      const rows = new Tape(state).rowsOf(2 * steps + i);
      const [before, after] = [new Tape(state), new Tape(state)];
      before.go(2 * steps + i);
      after.go(2 * steps + i + 1);
      return {
        step: 2 * steps + i + 1,
        examples: rows.map((row) => row + 1),
        before: before.lossOf(rows),
        after: after.lossOf(rows),
        mean: after.meanLoss(),
      };
    });
    expect(told.steps.map(({ step, examples }) => [step, examples])).toEqual(
      wanted.map(({ step, examples }) => [step, examples]),
    );
    for (const [i, each] of told.steps.entries()) {
      for (const name of ["before", "after", "mean"] as const) expect(each[name]).toBeCloseTo(wanted[i]![name], 14);
    }
    expect(tape.training.trainer.stepCount).toBe(at);
    expect(tape.losses).toHaveLength(3);
  });

  test("and isn't told where a number is set by hand on the way", () => {
    const actions: Action[] = [...times(2, "sample"), { kind: "edit", parameter: "w1", value: 2 }];
    expect(sceneAfter(...actions, look({ chart: "story" })).story).toBeNull();
    expect(sceneAfter({ kind: "edit", parameter: "w1", value: 2 }, look({ chart: "story" })).story).not.toBeNull();
  });
});

test("a loss of one's own below 0 has its place on a logarithmic scale", () => {
  const negative = { loss: { formula: "mean(p - t)" } };
  const { curve } = sceneAfter(
    { kind: "model", change: negative },
    look({ scale: "log" }),
    { kind: "epochs", epochs: 100 },
    { kind: "run" },
  );
  const linear = sceneAfter({ kind: "model", change: negative }, { kind: "epochs", epochs: 100 }, { kind: "run" });
  expect(Math.min(...curve.rows.map(({ loss }) => loss.value))).toBeLessThan(0);
  expect(curve.line).toBe(linear.curve.line);
});

test("a training at its last finite step has a curve, and neither a whole step nor a story", () => {
  const scenes = (["slice", "story"] as const).map((chart) =>
    sceneIn(
      stateAfter([{ kind: "run" }, look({ chart })], (state) => ({
        ...state,
        model: { ...state.model, activations: ["identity", "identity"] },
      })),
    ),
  );
  expect(scenes[0]!.message).toContain("diverged");
  expect(scenes[0]!.slice!.step).toEqual([]);
  expect(scenes[1]!.story).toBeNull();
  expect(JSON.stringify(scenes)).not.toMatch(/NaN|Infinity/);
});

test("scales have round numbers at their marks, and give back what stands at a place", () => {
  const across = linear([0, 10], [100, 200]);
  expect([across.at(5), across.invert(150), across.ticks]).toEqual([150, 5, [0, 2, 4, 6, 8, 10]]);
  const upwards = logarithmic([0.001, 10], [100, 0]);
  expect(upwards.ticks.map((tick) => tick.toPrecision(1))).toEqual(["0.001", "0.01", "0.1", "1", "1e+1"]);
  expect(upwards.at(0.1)).toBeCloseTo(50, 12);
  expect(upwards.invert(50)).toBeCloseTo(0.1, 12);
  // Where there is no power of ten but one, numbers between are written.
  expect(logarithmic([0.2, 0.7], [0, 1]).ticks.length).toBeGreaterThan(2);
});
