import { type Description, type Layer, Registry } from "@nn/core/component";
import { Activate, Dense, layerKinds, relu, sigmoid } from "@nn/layers";
import { optimizerKinds, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const registry = new Registry([...layerKinds, ...optimizerKinds]);

/** An activation without a kind. */
const nameless = { name: "mine", forward: () => {}, backward: () => {} };

/** A component of an object, with any settings. */
const boxWith = (settings: () => object): { kind: string; settings: () => object } => ({ kind: "Box", settings });
const boxes = registry.with({ kind: "Box", from: (settings: object) => boxWith(() => settings) });

const holdsItself = (): object => {
  const box: { kind: string; settings: () => object } = boxWith(() => ({ inner: [{ box }] }));
  return box;
};

/** A box in a box, and so on. */
const nested = (depth: number): object =>
  depth === 0 ? boxWith(() => ({})) : boxWith(() => ({ box: nested(depth - 1) }));

test.each([
  [
    "a component without a kind",
    nameless,
    'layers[2] is "mine", which says no kind, so that it can\'t be written down. Give it a kind, and settings() that an equal one is made from.',
  ],
  [
    "one within another",
    new Activate(nameless),
    'layers[2].activation is "mine", which says no kind, so that it can\'t be written down. Give it a kind, and settings() that an equal one is made from.',
  ],
  [
    "a copy with another function",
    { ...relu, forward: sigmoid.forward },
    'layers[2] is "relu", of the kind "relu", but not as that is made: a copy or a subclass with other functions needs a kind of its own.',
  ],
  [
    "a subclass",
    new (class Mine extends Dense {})(2, 1),
    'layers[2] is "Dense(2 → 1, sigmoid)", of the kind "Dense", but not as that is made: a copy or a subclass with other functions needs a kind of its own.',
  ],
  [
    "one with a replaced method",
    Object.assign(new Dense(2, 1), { forward: () => {} }),
    'layers[2] is "Dense(2 → 1, sigmoid)", of the kind "Dense", but not as that is made: a copy or a subclass with other functions needs a kind of its own.',
  ],
  [
    "a schedule",
    new SGD({ learningRate: () => 0.1 }),
    "layers[2].learningRate is a function, which can't be written down. Take a number or other plain data in its place, or a function that says its kind and settings, such as a schedule of @nn/optim.",
  ],
  ["one that holds itself", holdsItself(), "layers[2].inner[0].box holds itself, so that it can't be written down."],
  ["one that is too deep", nested(300), /^layers\[2\](\.box){100} lies more than 100 deep in others\.$/],
  [
    "a typed array",
    boxWith(() => ({ weights: new Float64Array(2) })),
    "layers[2].weights must be a number, a text, true, false, null, a component, or a list or an object of those, but is a Float64Array. Give a list, as of Array.from.",
  ],
  [
    "a date in a list",
    boxWith(() => ({ when: [1, new Date(0)] })),
    "layers[2].when[1] must be a number, a text, true, false, null, a component, or a list or an object of those, but is a Date.",
  ],
  [
    "a bigint",
    boxWith(() => ({ seed: 1n })),
    "layers[2].seed must be a number, a text, true, false, null, a component, or a list or an object of those, but is 1n.",
  ],
  [
    "nothing in a list",
    boxWith(() => ({ rates: [0.1, undefined] })),
    "layers[2].rates[1] must be a number, a text, true, false, null, a component, or a list or an object of those, but is undefined.",
  ],
  [
    "settings that are no function",
    { kind: "Box", settings: { size: 2 } },
    "layers[2]: settings must be a function that gives an object, but is an object.",
  ],
  [
    "settings that are promised",
    boxWith(async () => ({})),
    "layers[2]: settings() must give an object, { units: 2 }, but gives a Promise.",
  ],
  [
    "an unknown kind",
    { ...nameless, kind: "Mine" },
    'layers[2] is "mine", of the kind "Mine", which the registry doesn\'t have. Add what makes it: registry.with(it).',
  ],
  ["no component", null, "layers[2] must be a component, but is null."],
])("%s is not described", (_, component, message) => {
  expect(() => boxes.describe(component as object, "layers[2]")).toThrow(message);
});

test.each([
  [5, 'layers[2] must be a description, such as { kind: "sigmoid" }, but is 5.'],
  [{}, 'layers[2] must be a description, such as { kind: "sigmoid" }, but has the kind undefined.'],
  [
    { kind: "Dens" },
    'layers[2] is of the kind "Dens", which the registry doesn\'t have. Did you mean "Dense"? Another one is added by registry.with.',
  ],
  [{ kind: "Dense", units: 2 }, 'layers[2] has "units" beside its kind: what it is made from belongs into settings.'],
  [
    { kind: "Dense", settings: [2, 1] },
    "layers[2]: settings must be an object, such as { units: 2 }, but is an array of 2.",
  ],
  [
    { kind: "Dense", settings: { inputs: 2, units: 0 } },
    'layers[2] can\'t be made of its settings, kind "Dense": Dense(2, 0): the number of units must be a whole number of at least 1, but is 0.',
  ],
  [
    { kind: "Dense", settings: { inputs: 2 } },
    'layers[2] can\'t be made of its settings, kind "Dense": Dense takes two sizes, new Dense(inputs, units, { activation }), but got Dense(2, undefined).',
  ],
  [
    { kind: "Dense", settings: { inputs: 2, units: 1, unit: 1 } },
    'layers[2] can\'t be made of its settings, kind "Dense": Dense(2, 1) has no option "unit". It has: activation, weightInitializer, biasInitializer, useBias.',
  ],
  [
    { kind: "Dense", settings: { inputs: 2, units: 1, activation: { kind: "rulu" } } },
    'layers[2].activation is of the kind "rulu", which the registry doesn\'t have. Did you mean "relu"? Another one is added by registry.with.',
  ],
  [
    { kind: "Dense", settings: { inputs: 2, units: 1, activation: { kind: "zeros" } } },
    'layers[2] can\'t be made of its settings, kind "Dense": Dense(2, 1): an activation is passed itself, as in { activation: relu }, but got an object. It lacks forward and backward.',
  ],
  [
    { kind: "Activate" },
    'layers[2] can\'t be made of its settings, kind "Activate": Activate: an activation is passed itself, as in new Activate(relu), but got undefined.',
  ],
  [{ kind: "Constant", settings: { value: 1, valeu: 1 } }, 'layers[2] has no setting "valeu". Did you mean "value"?'],
  [
    { kind: "Constant", settings: { value: { kind: "number", value: "1" } } },
    'layers[2].value must be one of Infinity, -Infinity, NaN, -0, but is "1".',
  ],
  [
    { kind: "Constant", settings: { value: () => 1 } },
    "layers[2].value must be what JSON holds, but is the function or class value.",
  ],
  [
    { kind: "sigmoid", settings: { slope: 2 } },
    'layers[2] has no setting "slope": of the kind "sigmoid" there is only one.',
  ],
  [
    { kind: "defineActivation", settings: { name: "x", formula: { value: "z +", derivative: "1" } } },
    /^layers\[2\] can't be made of its settings, kind "defineActivation": /,
  ],
])("%j makes no component", (description, message) => {
  expect(() => registry.make(description as Description, "layers[2]")).toThrow(message);
});

test("a description that holds itself ends in a sentence", () => {
  const description = { kind: "Box", settings: {} as Record<string, unknown> };
  description.settings.box = description;
  expect(() => boxes.make(description as Description)).toThrow(/lies more than 100 deep in others\.$/);
});

test("few lists that are held again and again end in a sentence, too", () => {
  const pairs = (levels: number): unknown[] => (levels === 0 ? [] : new Array(2).fill(pairs(levels - 1)));
  const again = /\] is held by others that are held again and again\.$/;
  expect(() => boxes.make({ kind: "Box", settings: { box: pairs(60) } } as Description)).toThrow(again);
  expect(() => boxes.describe(boxWith(() => ({ box: pairs(60) })))).toThrow(again);
});

test("so many lists as there may be are no fault, where each is held once", () => {
  const codes = Array.from({ length: 150_000 }, (_, i) => [i]);
  expect(boxes.make({ kind: "Box", settings: { codes } })).toMatchObject({ kind: "Box" });
  expect(boxes.describe(boxWith(() => ({ codes })))).toEqual({ kind: "Box", settings: { codes } });
});

test("without a place, a message begins with the kind", () => {
  expect(() => registry.describe(new SGD({ learningRate: () => 1 }))).toThrow(/^SGD\.learningRate is a function/);
  expect(() => registry.make({ kind: "Activate" })).toThrow(/^Activate can't be made/);
  expect(() => registry.describe(nameless)).toThrow(/^The component is "mine"/);
  expect(() => registry.describe(relu, 2 as unknown as string)).toThrow(
    'The place must be a text, such as "layers[0]", but is 2.',
  );
});

class WithField {
  readonly kind = "WithField";
}
class Borrowed {
  get kind(): string {
    return "Dense";
  }
}

test.each([
  [
    class Mine extends Dense {},
    'A registry needs the kind of a class on its prototype, get kind() { return "Scale"; }, but the function or class Mine only has what it inherits, "Dense".',
  ],
  [
    WithField,
    'A registry needs the kind of a class on its prototype, get kind() { return "Scale"; }, but the function or class WithField has none there.',
  ],
  [
    () => 1,
    'A registry needs the kind of a class on its prototype, get kind() { return "Scale"; }, but a function has none there.',
  ],
  [Borrowed, 'The kind "Dense" is taken: give one of its two components another kind.'],
  [{ kind: "number" }, 'The kind "number" is taken: give one of its two components another kind.'],
  [
    nameless,
    "A registry takes components and their classes, as in new Registry([Dense, sigmoid]), each with a kind, but got an object.",
  ],
  [
    undefined,
    "A registry takes components and their classes, as in new Registry([Dense, sigmoid]), each with a kind, but got undefined.",
  ],
])("%s can't be registered", (registered, message) => {
  expect(() => registry.with(registered as never)).toThrow(message);
});

test("a registry takes a list, in which a component may stand twice", () => {
  expect(() => new Registry(Dense as never)).toThrow(
    "A registry takes a list, new Registry([Dense, sigmoid]), but got the function or class Dense.",
  );
  expect(new Registry([relu, relu]).with(relu).kinds.filter((kind) => kind === "relu")).toEqual(["relu"]);
  expect(registry.kinds).not.toContain("Box");
});

test("what makes something else than it is registered for is found out", () => {
  class Wide extends Dense {
    override get kind(): string {
      return "Wide";
    }
  }
  const description = { kind: "Wide", settings: { inputs: 2, units: 1 } };
  expect(() => registry.with(Wide).make<Layer>(description, "layers[0]")).toThrow(
    'layers[0]: what makes components of the kind "Wide" must give one, but gives a Dense.',
  );
});

test("an error of an author's own component is told with the place", () => {
  const broken = {
    kind: "Broken",
    from: () => {
      throw new TypeError("x is undefined");
    },
  };
  expect(() => registry.with(broken).make({ kind: "Broken" }, "layers[1]")).toThrow(
    'layers[1] can\'t be made of its settings, kind "Broken": x is undefined',
  );
});
