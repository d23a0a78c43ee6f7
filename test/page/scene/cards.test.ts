import {
  type Action,
  en,
  fr,
  fromLink,
  questions,
  reduce,
  type Scene,
  type SectionName,
  type State,
  sectionNames,
  sectionState,
} from "@nn/page";
import { describe, expect, test } from "vitest";
import { printed } from "../../examples/gender-prediction/inside.js";
import { sceneIn, seen, stateAfter } from "../state.js";

const begun = (section: SectionName): State => stateAfter([{ kind: "section", section }]);
const answered = (section: SectionName, answer: string): State => reduce(begun(section), { kind: "reveal", answer });

/** Whether the right answer is what the engine finds, section by section. */
const FOUND: Readonly<Record<SectionName, (shown: State) => string>> = {
  "0.1": (shown) => (seen(shown).values.o1! < 0.5 ? "yes" : "no"),
  "0.2": (shown) => (seen(shown).values.h1 === seen(shown).values.h2 ? "yes" : "no"),
  "0.3": (shown) =>
    [0, 0.5, 1]
      .map((value) => ({ value, loss: seen(reduce(shown, { kind: "edit", parameter: "b1", value })).meanLoss }))
      .reduce((best, other) => (other.loss < best.loss ? other : best))
      .value.toString(),
  "0.4": (shown) => (seen(shown).explanation.gradient > 0 ? "positive" : "negative"),
  "0.5": (shown) =>
    seen(shown)
      .parameters.filter(({ name }) => name in en.cards["0.5"].choices)
      .reduce((most, other) => (Math.abs(other.gradient) > Math.abs(most.gradient) ? other : most)).name,
  // What a number means isn't computed.
  "0.6": () => "no",
};

describe.each(sectionNames)("section %s", (section) => {
  test("has the answer that the engine finds, among its choices in both languages", () => {
    const { right } = questions[section];
    expect(FOUND[section](answered(section, right))).toBe(right);
    const choices = [en, fr].map(({ cards }) => Object.keys(cards[section].choices));
    expect(choices[0]).toContain(right);
    expect(choices[1]).toEqual(choices[0]);
  });

  test("tells numbers that are those of the state that is shown", () => {
    const shown = sceneIn(answered(section, "?"));
    const told = en.cards[section].because.match(/\d+\.\d{3,}/g) ?? [];
    const numbers = numbersIn(shown);
    const after = section === "0.2" ? numbersIn(sceneIn(reduce(answered(section, "?"), { kind: "phase" }))) : [];
    for (const number of told) expect([...numbers, ...after], `${number} in ${section}`).toContain(number);
    expect(fr.cards[section].because.match(/\d+,\d{3,}/g) ?? []).toEqual(
      told.map((number) => number.replace(".", ",")),
    );
  });

  test("has a training that comes to its end, with a smaller loss", () => {
    const start = begun(section);
    const trained = seen(reduce(start, { kind: "run" }));
    expect(trained.step).toBe(start.at.epochs * trained.steps);
    expect(trained.meanLoss).toBeLessThan(seen({ ...start, at: { ...start.at, step: 0 } }).meanLoss);
  });

  test("says whether an answer is right, and after “show” neither", () => {
    const { right } = questions[section];
    const wrong = Object.keys(en.cards[section].choices).find((choice) => choice !== right)!;
    const verdicts = [right, wrong, "?"].map((answer) => sceneIn(answered(section, answer)).card.verdict);
    expect(verdicts).toEqual(["Right.", expect.stringMatching(/^Not quite: /), null]);
    expect(sceneIn(begun(section)).card.answer).toBeNull();
  });
});

test.each(sectionNames)("of twins, section %s speaks only where hidden neurons stay alike", (section) => {
  const speaks = [en, fr].some(({ cards }) =>
    /twin|alike|jumeau|pareil|même façon/.test(Object.values(cards[section]).join()),
  );
  const { parameters } = seen(reduce(begun(section), { kind: "run" }));
  const [w1, w2, b1, w3, w4, b2, w5, w6] = parameters.map(({ value }) => value);
  if (speaks) expect([w1, w2, b1, w5]).toEqual([w3, w4, b2, w6]);
});

/** All numbers of a scene without their signs, as they are read. */
function numbersIn(scene: unknown): string[] {
  return JSON.stringify(scene).match(/\d+\.\d+/g) ?? [];
}

test.each<[SectionName, (scene: Scene) => unknown]>([
  ["0.1", (scene) => scene.diagram.nodes.find(({ id }) => id === "o1")!.output!.text === "0.2689"],
  ["0.2", (scene) => scene.diagram.nodes.some(({ id, output }) => id === "h1" && output !== null)],
  ["0.3", (scene) => scene.meanLoss!.value === 0.25],
  ["0.4", (scene) => scene.chain !== null || scene.diagram.edges.some(({ gradient }) => gradient !== null)],
  ["0.5", (scene) => scene.chain !== null],
])("what section %s asks isn't shown before the answer", (section, isShown) => {
  expect(isShown(sceneIn(begun(section)))).toBe(false);
  expect(isShown(sceneIn(answered(section, "?")))).toBe(true);
});

test("a section leaves out what isn't needed yet, unless a reader has shown or hidden something", () => {
  const hiddenIn = (state: State): readonly string[] => reduce(state, { kind: "section", section: "0.2" }).look.hidden;
  const first = sectionState("0.1", "en");
  const hiding = (hidden: State["look"]["hidden"]): State => reduce(first, { kind: "look", change: { hidden } });
  expect(sectionNames.map((section) => begun(section).look.hidden.length)).toEqual([6, 6, 2, 0, 0, 0]);
  expect([first, hiding([]), hiding(["v8"])].map(hiddenIn)).toEqual([["v2", "v3", "v5", "v6", "v7", "v8"], [], ["v8"]]);
});

test("a link to a section shows what the section begins with, and of a network without a target no loss", async () => {
  for (const section of sectionNames) {
    const linked = await fromLink(`#s=${section}`, "en");
    expect(linked).toEqual(begun(section));
    const { meanLoss, loss, predictions, journal } = sceneIn(linked!);
    const isTold = section !== "0.1" && section !== "0.2";
    expect(meanLoss !== null, section).toBe(isTold);
    expect(predictions.some((row) => row.loss !== null)).toBe(isTold);
    expect(journal.includes("loss")).toBe(isTold);
    expect(isTold || loss === null).toBe(true);
  }
});

test("section 0.5 names the start from which a training has the numbers of the command line, to the last digit", async () => {
  for (const { cards, starts } of [en, fr]) expect(cards["0.5"].watch).toContain(starts.glorot);
  const trained = [{ kind: "model", change: { start: "glorot" } }, { kind: "run" }] as const;
  const { meanLoss, predictions } = seen(trained.reduce(reduce, begun("0.5")));
  const { training, predictions: told } = JSON.parse(await printed("--json"));
  expect(training.reports.at(-1).loss).toBe(meanLoss);
  const outputs = predictions.map(({ name, output }) => [name, output]);
  expect(told.map(({ name, output }: { name: string; output: number }) => [name, output])).toEqual(outputs.slice(4));
});

describe("cross-entropy behind a sigmoid", () => {
  const cross = { kind: "model", change: { loss: "binaryCrossEntropy" } } as const;
  const told = (...actions: readonly Action[]): string | null =>
    sceneIn(stateAfter([cross, ...actions])).card.cancellation;

  test("is said to cancel the derivative, with what is left of it", () => {
    const { gradient } = seen(stateAfter([cross])).parameters.at(-1)!;
    expect(gradient).toBeCloseTo(0.5236951740839997 - 1, 14);
    expect(told()).toContain("∂L/∂o1 · f′(z_o1) = o1 − t = −0.4763, the gradient of b3.");
    expect(told({ kind: "look", change: { language: "fr" } })).toContain("o1 − t = −0,4763, le gradient de b3.");
    expect(sceneIn(stateAfter([cross])).remarks).toContain(told());
  });

  test("is not said to where it does not, or before the gradients", () => {
    expect(told({ kind: "model", change: { batch: 4 } })).toBeNull();
    expect(told({ kind: "look", change: { values: "blank" } })).toBeNull();
    expect(told({ kind: "start" })).toBeNull();
    // At the bound of the loss, the sigmoid hides the gradient.
    expect(told({ kind: "edit", parameter: "b3", value: -800 })).toBeNull();
    expect(told({ kind: "model", change: { loss: "meanSquaredError" } })).toBeNull();
  });
});

test("the cards lead from each section to the next", () => {
  const next = sectionNames.map((section) => sceneIn(begun(section)).card.next);
  expect(next).toEqual([...sectionNames.slice(1), null]);
});

describe("values to be filled in", () => {
  const blank: Action = { kind: "look", change: { values: "blank" } };
  const fill = (state: State, texts: readonly string[]): State => {
    const { parts, gradientBlank } = sceneIn(state).chain!;
    const blanks = [...parts.flatMap(({ rows }) => rows.map((row) => row.blank!)), gradientBlank!];
    return texts.reduce((filled, text, i) => reduce(filled, { kind: "answer", id: blanks[i]!.id, text }), state);
  };
  const verdictsOf = (state: State): (string | undefined)[] => {
    const { parts, gradientBlank } = sceneIn(state).chain!;
    return [...parts.flatMap(({ rows }) => rows.map(({ blank }) => blank?.verdict)), gradientBlank?.verdict];
  };
  const start = stateAfter([blank]);

  test("hide the gradients everywhere until all are right", () => {
    const scene = sceneIn(start);
    expect(scene.diagram.edges.filter(({ gradient }) => gradient !== null)).toEqual([]);
    expect([scene.chain!.isSolved, scene.notes, scene.slice]).toEqual([false, [], null]);
    const solved = sceneIn(fill(start, ["-0.953", "0,249", "−0.0904", "0.0214"]));
    expect(solved.chain!.isSolved).toBe(true);
    expect(solved.diagram.edges.filter(({ gradient }) => gradient === null)).toEqual([]);
  });

  test("are right to three significant digits, be they rounded once or at each line", () => {
    expect(verdictsOf(fill(start, ["-0.953", "0,249", "-0,0903", "0.0215"]))).toEqual([
      "right",
      "right",
      "right",
      "right",
    ]);
    expect(verdictsOf(fill(start, ["0.953", "0.24", "half", ""]))).toEqual(["wrong", "wrong", "wrong", "empty"]);
  });

  test("are told what is wrong with them: the sign, the calculation, or the digits", () => {
    const tolds = (language: State["look"]["language"], ...texts: readonly string[]): string[] => {
      const state = reduce(fill(start, texts), { kind: "look", change: { language } });
      return sceneIn(state).chain!.parts.flatMap(({ rows }) => rows.map(({ blank }) => blank!.told));
    };
    expect(tolds("en", "0.953", "0.24", "-0.9")).toEqual([
      "not yet: check the sign",
      "not yet: three significant digits",
      "not yet: check the calculation",
    ]);
    expect(tolds("fr", "", "quart", "0,0904")).toEqual([
      "",
      "Écrivez un nombre, par exemple 0,5.",
      "pas encore\u00a0: vérifiez le signe",
    ]);
  });

  test("say that rounding is why a product is right beside another one", () => {
    const byHand = (...texts: readonly string[]): string | null => sceneIn(fill(start, texts)).chain!.byHand;
    expect(byHand("-0.953", "0.249", "-0.0904", "0.0214")).toContain("With all digits: 0.0215.");
    expect(byHand("-0.953", "0.249", "-0.0904", "0.02147")).toBeNull();
    expect(byHand()).toBeNull();
  });

  test("are others at another step, for another row, and for another parameter", () => {
    const filled = fill(start, ["-0.953", "0.249", "-0.0904", "0.0214"]);
    expect(verdictsOf(reduce(filled, { kind: "sample" }))).toEqual(["empty", "empty", "empty", "empty"]);
    expect(verdictsOf(reduce(filled, { kind: "example", example: 1 }))).toEqual(["empty", "empty", "empty", "empty"]);
    expect(verdictsOf(reduce(filled, { kind: "example", example: 0 }))).not.toContain("empty");
    expect(verdictsOf(reduce(filled, { kind: "select", parameter: "b1" }))).toContain("empty");
  });
});
