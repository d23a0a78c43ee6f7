import { runInNewContext } from "node:vm";
import { defaultBackend, lossOf } from "@nn/core";
import { reference } from "@nn/core/backend";
import {
  Computation,
  defineActivation,
  defineLoss,
  defineRule,
  type FloatArray,
  OptionError,
  RuleOptimizer,
  type RunnableRule,
  ShapeError,
} from "@nn/core/component";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** An optimizer with any rule. */
class Ruled extends RuleOptimizer {
  readonly name = "ruled";
  constructor(rule: unknown) {
    super(rule as RunnableRule);
  }
}

const doubled = { name: "doubled", arrays: ["y", "x"], lines: ["y = 2 * x"] };
const sum = { name: "sum", formula: { value: "sum(p - t)" }, gradient: ["gradient = 1"] };

/** What a computation gives for 3, on plain loops. */
function resultOf(computation: Computation): number {
  const out = new Float64Array(1);
  reference.kernels("float64").compute(computation, [], 1, 1, out, Float64Array.of(3));
  return out[0]!;
}

/** A list of which `slice` and `map` can't make another, or make one of other things. */
function odd<Text>(texts: readonly Text[], maker: unknown): Text[] {
  return Object.defineProperty([...texts], "constructor", { value: maker });
}

class Emptied extends Array<string> {
  static override get [Symbol.species](): ArrayConstructor {
    return function empty() {
      return ["not what was given"];
    } as unknown as ArrayConstructor;
  }
}

describe.each([
  { what: "a number", maker: 5 },
  { what: "a class of other lists", maker: Emptied },
  { what: "one without a species", maker: { [Symbol.species]: {} } },
])("lists whose constructor is $what are read:", ({ maker }) => {
  const list = (...texts: string[]): string[] => odd(texts, maker);

  test("those of a computation", () => {
    const text = {
      name: "doubled",
      arrays: list("y", "x"),
      byRow: list(),
      scalars: list(),
      lines: list("two = 2", "y = two * x"),
      refuses: list("x < 0"),
    };
    expect(resultOf(new Computation(text))).toBe(6);
  });

  test("those of a rule", () => {
    const letters = { eta: "learningRate", v: "velocity" };
    const rule = defineRule({ lines: list("v = v + g", "w = w - eta * v"), letters, slots: list("velocity") });
    expect(rule.computes[0].text.lines).toEqual(["v = v + g", "w = ( w - eta * v) + 0 * v"]);
    expect(rule.settings).toEqual(["learningRate"]);
  });

  test("those of an activation and of a loss", () => {
    const formula = { value: "2 * z", derivative: "2" };
    const twice = defineActivation({
      name: "twice",
      formula,
      forward: list("a = 2 * z"),
      backward: list("dz = 2 * da"),
    });
    const out = new Float64Array(1);
    twice.forward(reference.kernels("float64"), out, Float64Array.of(3), 1, 1);
    expect(out).toEqual(Float64Array.of(6));
    const loss = defineLoss({ ...sum, value: list("value = sum(p - t)"), refuses: list("t < 0") });
    expect(lossOf(loss, { predictions: [4], targets: [1] })).toBe(3);
  });
});

test("what was looked at is what is computed, though its lists are changed before it is", () => {
  const text = { ...doubled, arrays: [...doubled.arrays], lines: [...doubled.lines] };
  const computation = new Computation(text);
  text.lines[0] = "y = 3 * x";
  text.arrays.pop();
  expect(resultOf(computation)).toBe(6);
});

test("a definition may be of a class that computes what it says", () => {
  class Twice {
    readonly name = "twice";
    get formula() {
      return { value: "2 * z", derivative: "2" };
    }
    get range() {
      return { least: 0, most: 1 };
    }
  }
  expect(defineActivation(new Twice()).range).toEqual({ least: 0, most: 1 });
});

test("what belongs to a caller besides, no backend meets", () => {
  const itself: Record<string, unknown> = { ...doubled, big: 10n };
  itself.itself = itself;
  const computation = new Computation(itself as never);
  const kernels = defaultBackend().kernels("float64");
  const [y, x] = defaultBackend().allocate("float64", [10_000, 10_000]) as [FloatArray, FloatArray];
  kernels.compute(computation, [], 1, 10_000, y, x.fill(3));
  expect(y[9_999]).toBe(6);
});

test("wrong definitions are refused with a sentence", () => {
  const refused = (make: () => unknown): void => expect(make).toThrow(OptionError);
  const wrong = [
    () => new Computation({ ...doubled, factor: "z" }),
    () => new Computation({ ...doubled, factor: 2 as never }),
    () => defineLoss({ ...sum, refuse: "t < 0" as never }),
    () => defineLoss({ ...sum, values: ["value = 0"] } as never),
    () => defineLoss({ ...sum, formula: { ...sum.formula, lastaxis: true } as never }),
    () => defineLoss({ ...sum, formula: { ...sum.formula, lastAxis: "true" as never } }),
    () => defineLoss({ ...sum, formula: { ...sum.formula, oneHot: 1 as never } }),
    () => defineLoss({ ...sum, formula: { ...sum.formula, clip: [1, 0] } }),
    () => defineActivation({ name: "twice", formula: { value: "2 * z", derivative: "2", slope: "2" } as never }),
    () => defineRule({ lines: ["w = w - eta * g"], letters: { eta: "learningRate" }, slot: ["m"] } as never),
    () => reference.kernels("float64").compute({ text: doubled } as never, [], 1, 1, new Float64Array(1)),
  ];
  for (const make of wrong) refused(make);
  expect(wrong.map(said)).toMatchInlineSnapshot(`
    [
      "doubled: factor must be one of y, x, but there is "z".",
      "Computation: factor must be a text, but is 2.",
      "defineLoss: refuse must be a function, but is "t < 0".",
      "defineLoss has no option "values". Did you mean "value"?",
      "defineLoss: formula has no option "lastaxis". Did you mean "lastAxis"?",
      "defineLoss: formula.lastAxis must be true or false, but is "true".",
      "defineLoss: formula.oneHot must be true or false, but is 1.",
      "defineLoss: formula.clip must be the least and the most that p may be, as in [1e-12, 1 - 1e-12], but is an array of 2.",
      "defineActivation: formula has no option "slope". It has: value, derivative, crossDerivative, clip, oneHot, lastAxis.",
      "defineRule has no option "slot". Did you mean "slots"?",
      "compute takes a Computation, but got an object.",
    ]
  `);
});

test.each([2, null, undefined])("scalars that are %o are refused", (scalars) => {
  const scaled = new Computation({ name: "scaled", arrays: ["y"], scalars: ["c"], lines: ["y = c"] });
  const { compute } = reference.kernels("float64");
  expect(() => compute(scaled, scalars as never, 1, 1, new Float64Array(1))).toThrow(
    new ShapeError("scaled: c must be a number, but is undefined."),
  );
});

const said = (make: () => unknown): string => {
  try {
    return `nothing, but gave ${make()}`;
  } catch (error) {
    return (error as Error).message;
  }
};

describe.each([reference, defaultBackend()])("an update by a rule on $name", (backend) => {
  const kernels = backend.kernels("float64");
  const sgd = new SGD({ learningRate: 0.5, momentum: 0.5 });
  const three = (): [FloatArray, FloatArray, FloatArray] => backend.allocate("float64", [2, 2, 2]) as never;

  test.each([
    { what: "whose settings are missing", rule: { ...sgd.rule, settings: undefined } },
    { what: "whose settings are fewer than the scalars", rule: { ...sgd.rule, settings: ["learningRate"] } },
    { what: "whose settings are no texts", rule: { ...sgd.rule, settings: [{}, Object.create(null)] } },
    { what: "whose computations are missing", rule: { ...sgd.rule, computes: undefined } },
    { what: "whose computation is a copy", rule: { ...sgd.rule, computes: [{ ...sgd.rule.computes[0] }] } },
    { what: "that isn't there", rule: undefined },
    { what: "that is nothing", rule: null },
  ])("refuses a rule $what", ({ rule }) => {
    expect(() => new Ruled(rule)).toThrow(OptionError);
    expect(() => new Ruled(rule)).toThrow(
      /^A RuleOptimizer takes a rule that defineRule made, super\(rule\), but got (an object|undefined|null)\.$/,
    );
  });

  test.each([BigInt64Array, BigUint64Array, Int32Array, Float32Array, DataView])(
    "refuses a %o in the place of each array",
    (Kind) => {
      for (const [at, name] of ["w", "g", "v"].entries()) {
        const arrays = three();
        for (const array of arrays) array.fill(1);
        arrays[at] = new (Kind as new (bytes: ArrayBuffer) => ArrayBufferView)(new ArrayBuffer(16)) as never;
        const [value, gradient, slot] = arrays;
        const update = () =>
          sgd.update({
            kernels,
            value,
            gradient,
            slots: { velocity: slot },
            scalars: {},
            step: 1,
            parameters: [],
            parts: {},
            loss: 0,
            evaluate: () => 0,
          });
        const isSized = "length" in value;
        expect(update).toThrow(ShapeError);
        expect(update).toThrow(
          isSized
            ? `update: ${name} must be a Float64Array, as these are the kernels for float64, but is ${Kind === Int32Array ? "an" : "a"} ${Kind.name}.`
            : "update: columns must be a whole number of at least 0, but is undefined.",
        );
        for (const array of arrays) if (array instanceof Float64Array) expect([...array]).toEqual([1, 1]);
      }
    },
  );

  test("takes arrays of another realm", () => {
    const [value, gradient, slot] = runInNewContext("[[8, 8], [2, 4], [0, 0]].map((row) => new Float64Array(row))");
    sgd.update({
      kernels,
      value,
      gradient,
      slots: { velocity: slot },
      scalars: {},
      step: 1,
      parameters: [],
      parts: {},
      loss: 0,
      evaluate: () => 0,
    });
    expect([...value]).toEqual([7, 6]);
    expect([...slot]).toEqual([2, 4]);
  });
});

test("the loss of more numbers than there is memory is refused with a sentence", () => {
  const loss = defineLoss(sum);
  const endless = [new Array(2 ** 32 - 1)];
  expect(() => lossOf(loss, { targets: endless, predictions: [[1]] })).toThrow(
    /^lossOf: (there isn't as much memory as 1 targets of 4294967295 numbers take\. Give fewer|the targets must be finite)/,
  );
});
