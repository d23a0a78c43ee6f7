import { type Activation, defineActivation, defineRule, type Layer, RuleOptimizer } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { activationContract, type ContractCheck, layerContract, lossContract, optimizerContract } from "@nn/testing";
import { expect, test } from "vitest";

/* The contracts compare a component with what its description makes, and notice a description that says too little. */

const PROMISE = "if it says its kind, its description makes an equal one";

/** What a promise says is wrong, that about descriptions unless given; nothing, where it is kept. */
function wrongWith(checks: readonly ContractCheck[], wanted = PROMISE): string | undefined {
  const found = checks.filter(({ name }) => name === wanted);
  expect(found).toHaveLength(1);
  try {
    found[0]!.run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A Dense with a kind and settings of its own, and what makes one of those. */
abstract class Own extends Dense {
  constructor({ units = 2, activation = identity }: { units?: number; activation?: Activation } = {}) {
    super(3, units, { activation });
  }
}

class Forgetful extends Own {
  override get kind(): string {
    return "Forgetful";
  }
  override settings(): never {
    return { units: this.units } as never;
  }
  static override from(settings: object): Dense {
    return new Forgetful(settings);
  }
}

class Doubled extends Own {
  override get kind(): string {
    return "Doubled";
  }
  override settings(): never {
    return { units: this.units } as never;
  }
  static override from({ units }: { units: number }): Dense {
    return new Doubled({ units: 2 * units });
  }
}

class Inherited extends Own {}

test("a setting that is missing, which shows in the name", () => {
  const layer = new Forgetful({ activation: relu });
  expect(wrongWith(layerContract(layer))).toBe('the one that its description makes is called "Dense(3 → 2, identity)"');
  expect(wrongWith(layerContract(new Forgetful()))).toBeUndefined();
});

test("a setting that is missing, which shows in the numbers alone", () => {
  const scaled = (factor: number, said: object): Activation => ({
    name: "scaled",
    forward(_kernels, a, z, batch, size) {
      for (let i = 0; i < batch * size; i++) a[i] = factor * z[i]!;
    },
    backward(_kernels, dz, da, _z, _a, batch, size) {
      for (let i = 0; i < batch * size; i++) dz[i] = factor * da[i]!;
    },
    ...said,
  });
  class Scaled {
    readonly name = "scaled";
    readonly #factor: number;
    readonly forward: Activation["forward"];
    readonly backward: Activation["backward"];
    constructor({ factor = 1 }: { factor?: number } = {}) {
      this.#factor = factor;
      const { forward, backward } = scaled(factor, {});
      this.forward = forward;
      this.backward = backward;
    }
    get kind(): string {
      return "Scaled";
    }
    settings(): object {
      return this.#factor > 5 ? { factor: this.#factor } : {};
    }
  }
  expect(wrongWith(activationContract(new Scaled({ factor: 2 })))).toMatch(
    /^a of the one that its description makes, number 0: expected /,
  );
  expect(wrongWith(activationContract(new Scaled({ factor: 7 })))).toBeUndefined();
});

test("a class that makes another one", () => {
  expect(wrongWith(layerContract(new Doubled()))).toBe(
    'the one that its description makes is called "Dense(3 → 4, identity)"',
  );
});

test("a kind that the class doesn't have", () => {
  class Field {
    readonly kind = "Field";
    readonly name = "field";
    readonly forward = identity.forward;
    readonly backward = identity.backward;
  }
  expect(wrongWith(activationContract(new Field()))).toMatch(/^A registry needs the kind of a class on its prototype/);
});

test("an optimizer whose settings leave one out", () => {
  const rule = defineRule({ lines: ["w = w - eta * g"], letters: { eta: "rate" } });
  class Slow extends RuleOptimizer {
    readonly name = "slow";
    readonly rate: number;
    constructor({ rate = 0.1 }: { rate?: number } = {}) {
      super(rule);
      this.rate = rate;
    }
    override get kind(): string {
      return "Slow";
    }
    override settings(): object {
      return {};
    }
  }
  expect(wrongWith(optimizerContract(new Slow({ rate: 0.2 })))).toMatch(
    /^the parameters after 3 steps of the one that/,
  );
  expect(wrongWith(optimizerContract(new Slow()))).toBeUndefined();
});

test("settings that are no plain data", () => {
  class Table {
    readonly name = "table";
    readonly forward = identity.forward;
    readonly backward = identity.backward;
    get kind(): string {
      return "Table";
    }
    settings(): object {
      return { values: new Float64Array(2) };
    }
  }
  expect(wrongWith(activationContract(new Table()))).toContain("Table.values must be a number, a text");
});

const example = (random: () => number, size: number) => ({
  prediction: Array.from({ length: size }, random),
  target: Array.from({ length: size }, random),
});

test.each<[string, () => readonly ContractCheck[]]>([
  ["a schedule", () => optimizerContract(new SGD({ learningRate: (step) => 1 / step }))],
  ["a subclass without a kind of its own", () => layerContract(new Inherited())],
  ["a copy with another function", () => activationContract({ ...sigmoid, name: "mine", forward: identity.forward })],
  [
    "a copy of what was made from texts",
    () => activationContract({ ...defineActivation({ name: "x", formula: { value: "z", derivative: "1" } }) }),
  ],
  [
    "a component within that says no kind",
    () => {
      const { name, forward, backward } = relu;
      return layerContract(new Activate({ name, forward, backward }), { inputShape: [2] });
    },
  ],
  [
    "what was made from texts",
    () => activationContract(defineActivation({ name: "x", formula: { value: "z", derivative: "1" } })),
  ],
  ["a layer as it is", () => layerContract(new Dense(2, 3, { activation: relu }) as Layer)],
  ["a loss as it is", () => lossContract(meanSquaredError, { example })],
])("%s breaks nothing", (_, checks) => {
  expect(wrongWith(checks())).toBeUndefined();
});

test("an initializer among the settings that isn't named as one", () => {
  class Drawing extends Dense {
    override get drawingSettings(): readonly string[] {
      return ["biasInitializer"];
    }
  }
  const promise = "names the settings that its first values are drawn by";
  expect(wrongWith(layerContract(new Drawing(2, 1)), promise)).toBe(
    "its setting weightInitializer draws weight, but drawingSettings doesn't name it",
  );
  expect(wrongWith(layerContract(new Dense(2, 1)), promise)).toBeUndefined();
});
