import { look, type ModelState, reduce, type State, Tape, toRule } from "@nn/page";
import { describe, expect, test } from "vitest";
import { parametersOf, sceneIn, seen, stateAfter, times } from "../state.js";

// The lab's numbers, computed independently: from weights that are all 1, and biases 0.

/** Relative to the number that is expected. */
function expectNear(actual: number | undefined, expected: number, tolerance = 1e-12): void {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

const withModel =
  (change: Partial<ModelState>) =>
  (state: State): State => ({ ...state, model: { ...state.model, ...change } });

const alone = (state: State): State => ({ ...state, data: { ...state.data, rows: state.data.rows.slice(0, 1) } });

describe("Alice's first step", () => {
  const { values, loss, parameters, explanation } = seen(stateAfter([]));

  test("has the outputs and the loss of the lab", () => {
    expectNear(values.h1, 0.04742587317756678);
    expectNear(values.o1, 0.5236951740839997);
    expectNear(loss, 0.22686628719087137);
  });

  test("has the gradients of all nine parameters", () => {
    const gradients = Object.fromEntries(parameters.map(({ name, gradient }) => [name, gradient]));
    const expected = {
      ...{ w1: 0.0214695, w2: 0.0107348, w3: 0.0214695, w4: 0.0107348, w5: -0.0112692, w6: -0.0112692 },
      ...{ b1: -0.0107348, b2: -0.0107348, b3: -0.2376176 },
    };
    expect(Object.keys(gradients).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, gradient] of Object.entries(expected)) expect(gradients[name]).toBeCloseTo(gradient, 6);
  });

  test("explains the selected parameter, whose product is the gradient of the training within some last digits", () => {
    const { gradient } = parameters[0]!;
    expectNear(explanation.gradient, gradient, 1e-15);
    expect(explanation.check.verdict).toBe("right");
    expectNear(explanation.update!.after, 0.9978530464734189);
  });

  test("gives three significant digits at each line by hand", () => {
    const byHand = seen(stateAfter([{ kind: "look", change: { rounding: "hand" } }]));
    expect(byHand.explanation.gradient).toBe(0.0214);
    expect(byHand.parameters).toEqual(parameters);
  });

  test("has other gradients with another label or loss", () => {
    const { rows } = stateAfter([]).data;
    const [alice, ...others] = rows;
    const turned = seen(
      stateAfter([], (state) => ({ ...state, data: { ...state.data, rows: [{ ...alice!, target: 0 }, ...others] } })),
    );
    expectNear(turned.parameters[0]!.gradient, -0.023605664685233292);
    const crossEntropy = seen(stateAfter([{ kind: "model", change: { loss: "binaryCrossEntropy" } }]));
    expectNear(crossEntropy.parameters[0]!.gradient, 0.04303572209719697);
  });
});

test("the mean loss after each of the four rows is the lab's", () => {
  const losses = [0, 1, 2, 3, 4].map((step) => seen(stateAfter(times(step, "sample"))).meanLoss);
  const expected = [0.5071183179199986, 0.5065854848430947, 0.5038375295331278, 0.5008296794609172, 0.500194529252766];
  for (const [i, loss] of expected.entries()) expectNear(losses[i], loss);
});

test("a run to 1000 epochs gives the lab's network", () => {
  const { epoch, step, meanLoss, predictions, ...rest } = seen(stateAfter([{ kind: "run" }]));
  expect([epoch, step]).toEqual([1000, 4000]);
  expectNear(meanLoss, 0.0023927078180747594);
  expectNear(predictions.find(({ name }) => name === "Emily")?.output, 0.9467883893414601);
  expectNear(predictions.find(({ name }) => name === "Frank")?.output, 0.0397587604865392);
  const { w1, w2, w3, w4, w5, w6, b1, b2, b3 } = parametersOf(rest as Parameters<typeof parametersOf>[0]);
  expect([w3, w4, w6, b2]).toEqual([w1, w2, w5, b1]);
  const expected = [1.289638, 1.144819, -3.031587, -0.144819, 2.878819];
  for (const [i, value] of [w1, w2, w5, b1, b3].entries()) expect(value).toBeCloseTo(expected[i]!, 5);
});

test.each([
  ["sgd", 0.9936060862818068],
  ["momentum", 0.9880318577283606],
  ["adam", 0.7014859627341727],
] as const)("three steps of %s on Alice alone move w1 as they should", (rule, w1) => {
  const state = stateAfter(times(3, "sample"), (start) => withModel({ optimizer: toRule(rule, {}) })(alone(start)));
  expectNear(parametersOf(seen(state)).w1, w1, 1e-9);
});

describe("going back", () => {
  test("gives the same numbers as before, to the last bit", () => {
    const start = seen(stateAfter([]));
    const state = stateAfter([...times(7, "sample"), ...times(7, "back")]);
    expect(seen(state)).toEqual(start);
  });

  test("on one tape, as a slider does, gives the numbers of a straight run", () => {
    const at = (step: number): State =>
      stateAfter([{ kind: "go", step }], withModel({ optimizer: toRule("momentum", {}) }));
    const tape = new Tape(at(0));
    const steps = [2000, 4000, 63, 64, 65, 1, 3999, 0, 128];
    for (const step of steps) expect(look(tape, at(step)), `step ${step}`).toEqual(seen(at(step)));
  });

  test("goes towards a step a moment at a time, with the numbers of a straight run", () => {
    const state = stateAfter([{ kind: "go", step: 500 }]);
    const tape = new Tape(state);
    const steps: number[] = [];
    do steps.push(tape.advance(500, () => true));
    while (steps.at(-1)! < 500);
    expect(steps.slice(0, 2)).toEqual([64, 128]);
    expect(look(tape, state)).toEqual(seen(state));
    expect(tape.advance(30, () => true)).toBe(30);
    expect(new Tape(state).advance(500, () => false)).toBe(500);
  });

  test("ends where a training diverges", () => {
    const tape = new Tape(stateAfter([], withModel({ activations: ["identity", "identity"] })));
    expect(tape.advance(4000, () => false)).toBe(4);
  });

  test("leaves a weight that was set by hand where it was set", () => {
    const edit = { kind: "edit", parameter: "w1", value: 0.5 } as const;
    const set = stateAfter([...times(3, "sample"), edit]);
    expect(parametersOf(seen(set)).w1).toBe(0.5);
    const around = stateAfter([...times(3, "sample"), edit, ...times(90, "sample"), ...times(90, "back")]);
    expect(seen(around)).toEqual(seen(set));
    expect(parametersOf(seen(stateAfter([{ kind: "start" }], () => around))).w1).toBe(1);
    // What was set at a later step goes with that step.
    const earlier = stateAfter([{ kind: "start" }, { kind: "edit", parameter: "w1", value: 2 }], () => around);
    expect(earlier.edits).toEqual([{ step: 0, parameter: "w1", value: 2 }]);
  });
});

test("the start keeps the first weights, and another seed draws others", () => {
  const drawn = withModel({ start: "normal" });
  const first = parametersOf(seen(stateAfter([], drawn)));
  expect(parametersOf(seen(stateAfter([{ kind: "run" }, { kind: "start" }], drawn)))).toEqual(first);
  const other = stateAfter([{ kind: "model", change: { seed: "lab-1" } }], drawn);
  expect(parametersOf(seen(other))).not.toEqual(first);
  expect(parametersOf(seen(stateAfter([{ kind: "model", change: { seed: "lab-0" } }], () => other)))).toEqual(first);
});

test("a training that diverges stops with numbers that are finite", () => {
  const state = stateAfter([{ kind: "run" }], withModel({ activations: ["identity", "identity"] }));
  const { stopped, step, loss, meanLoss, parameters } = seen(state);
  expect(stopped).toBe(true);
  expect(step).toBe(4);
  const numbers = [loss, meanLoss, ...parameters.flatMap(({ value, gradient }) => [value, gradient])];
  expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
  expect(sceneIn(state).message).toMatch(/diverged at step 5: .* Step 4, the last one before it, is kept\./);
  const inFrench = reduce(state, { kind: "look", change: { language: "fr" } });
  expect(sceneIn(inFrench).message).toMatch(
    /a divergé au pas 5\u00a0: .* Le pas 4, le dernier avant lui, est conservé\./,
  );
});
