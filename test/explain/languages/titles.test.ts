import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Sequential } from "@nn/core";
import {
  type Activation,
  defineActivation,
  defineLoss,
  defineRule,
  type Loss,
  RuleOptimizer,
} from "@nn/core/component";
import { type Explanation, english, explain, french, type Language, toJson, toText } from "@nn/explain";
import * as layersPackage from "@nn/layers";
import { Dense, sigmoid } from "@nn/layers";
import * as lossesPackage from "@nn/losses";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const RECTIFIER = {
  name: "halfWave",
  titles: { en: "the half-wave rectifier", fr: "le redresseur simple alternance" },
  formula: { value: "max(0, z)", derivative: "step(z)" },
};
const halfWave = defineActivation(RECTIFIER);

const gap = defineLoss({
  name: "gap",
  titles: { en: "the halved gap", fr: "la moitié de l’écart" },
  formula: { value: "mean((p - t)^2) / 2" },
  gradient: ["gradient = (p - t) / (batch * size)"],
});

class Steps extends RuleOptimizer {
  readonly name = "Steps(0.5)";
  readonly rate = 0.5;
  readonly titles = { en: "long steps", fr: "grands pas" };
  constructor() {
    super(defineRule({ lines: ["w = w - eta * g"], letters: { eta: "rate" } }));
  }
}

interface Given {
  readonly activation?: Activation;
  readonly loss?: Loss;
}

function explained({ activation = halfWave, loss = gap }: Given = {}): Explanation {
  const network = new Sequential([new Dense(1, 1, { activation })], { seed: 1 });
  return explain(network, { input: [1], target: [0], loss, parameter: "w1", optimizer: new Steps() });
}

const told = (explanation: Explanation, language: Language): string =>
  toText(explanation, { language }).replace(/\s+/g, " ");

describe("components of one's own are called by their titles", () => {
  test("in English", () => {
    const text = told(explained(), english);
    expect(text).toContain("The loss L is the halved gap.");
    expect(text).toContain("f is the half-wave rectifier:");
    expect(text).toContain("Update by long steps, η = 0.5:");
  });

  test("in French", () => {
    const text = told(explained(), french);
    expect(text).toContain("La perte L est la moitié de l’écart.");
    expect(text).toContain("f est le redresseur simple alternance :");
    expect(text).toContain("Mise à jour par grands pas, η = 0,5 :");
  });

  test("where no formula is known as well", () => {
    const { formula: _, ...loops } = { ...halfWave, titles: halfWave.titles };
    expect(told(explained({ activation: loops }), english)).toContain(
      "f is the half-wave rectifier, of which no formula is written here",
    );
  });

  test("and so is an explanation that was a file", () => {
    const explanation = JSON.parse(toJson(explained())) as Explanation;
    expect(explanation.functions[0]).toMatchObject({ name: "halfWave", titles: halfWave.titles });
    expect(explanation.lossTitles).toEqual(gap.titles);
    expect(explanation.update?.titles).toEqual({ en: "long steps", fr: "grands pas" });
    expect(told(explanation, french)).toBe(told(explained(), french));
  });
});

test("a variant of a language has its titles, unless there are titles for the variant", () => {
  const canadian = { ...french, code: "fr-CA" };
  expect(told(explained(), canadian)).toContain("f est le redresseur simple alternance");
  const own = defineActivation({
    ...RECTIFIER,
    titles: { fr: "le redresseur", "fr-CA": "la diode" },
  });
  expect(told(explained({ activation: own }), canadian)).toContain("f est la diode :");
});

test("what has no title in a language is called by its name there", () => {
  const german = { ...english, code: "de" };
  expect(told(explained(), german)).toContain("f is the function halfWave:");
  expect(told(explained(), german)).toContain("Update by Steps,");
  const nameless = defineActivation({ ...RECTIFIER, titles: { en: "the rectifier" } });
  expect(told(explained({ activation: nameless }), french)).toContain("f est la fonction halfWave :");
});

test("a copy with another name isn't called by the titles of what it was copied from", () => {
  expect(told(explained({ activation: { ...sigmoid, name: "squash" } }), english)).toContain(
    "f is the function squash:",
  );
  expect(told(explained({ loss: { ...meanSquaredError, name: "mine" } }), english)).toContain(
    "The loss L is the function mine.",
  );
});

test.each([
  [
    "the rectifier",
    'The titles of loops must be texts by their language, as in { en: "the sigmoid function" }, but are "the rectifier".',
  ],
  [
    { en: 1 },
    'The titles of loops must be texts by their language, as in { en: "the sigmoid function" }, but are an object.',
  ],
  [null, 'The titles of loops must be texts by their language, as in { en: "the sigmoid function" }, but are null.'],
])("titles that are none are refused: %j", (titles, message) => {
  const activation = { ...halfWave, name: "loops", titles } as unknown as Activation;
  expect(() => explained({ activation })).toThrow(message);
});

test("so are those of a definition, and of an explanation that was changed", () => {
  const definition = { name: "x", formula: { value: "z", derivative: "1" }, titles: { en: 1 } };
  expect(() => defineActivation(definition as never)).toThrow(
    'defineActivation: titles must be what readers are shown by their language, as in { en: "the sigmoid function" }, but is an object.',
  );
  const changed = { ...explained(), lossTitles: { fr: 2 } } as unknown as Explanation;
  expect(() => toText(changed)).toThrow("its lossTitles.fr must be a text, but is 2");
});

const exported: readonly (readonly [string, unknown])[] = Object.entries({ ...layersPackage, ...lossesPackage });
const titled = exported.flatMap(([name, value]) => {
  const isOne = typeof value === "object" && value !== null && ("backward" in value || "gradient" in value);
  return isOne ? [[name, value as Activation | Loss] as const] : [];
});

test.each(titled)("%s has its titles in English and in French", (_, { titles }) => {
  expect(Object.keys(titles ?? {})).toEqual(["en", "fr"]);
});

test("SGD has them, too", () => {
  expect(new SGD({ learningRate: 0.1 }).titles).toEqual({
    en: "gradient descent (SGD)",
    fr: "descente de gradient (SGD)",
  });
});

test.each(["english", "french"])("no component is named in the words of %s", (language) => {
  const file = join(import.meta.dirname, `../../../packages/explain/src/languages/${language}.ts`);
  expect(titled.filter(([name]) => readFileSync(file, "utf8").includes(`${name}:`))).toEqual([]);
});
