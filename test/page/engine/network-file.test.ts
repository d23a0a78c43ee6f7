import { Sequential } from "@nn/core";
import { fromFile, toFile } from "@nn/formats";
import { Activate, Dense as Layer, sigmoid } from "@nn/layers";
import { LBFGS } from "@nn/optim";
import { type Action, exported, look, networkIn, reduce, type State, Tape, toRule } from "@nn/page";
import { describe, expect, test } from "vitest";
import { parametersOf, seen, stateAfter } from "../state.js";

function fileOf(state: State): string {
  const tape = new Tape(state);
  return exported("network", tape, state, look(tape, state));
}

describe("a network comes back from its file with its loss and its optimizer", () => {
  const trainings: [string, Action[]][] = [
    ["of the lab, trained", [{ kind: "run" }]],
    [
      "with formulas and Nesterov's momentum",
      [
        { kind: "model", change: { activations: [{ formula: "x / (1 + exp(-x))" }, "tanh"], start: "normal" } },
        { kind: "model", change: { loss: { formula: "(p - y)^2" }, optimizer: toRule("nesterov", {}) } },
      ],
    ],
    ["with AdamW", [{ kind: "model", change: { sizes: [2, 3, 1], optimizer: toRule("adamW", {}), loss: "logCosh" } }]],
    ["with RMSprop", [{ kind: "model", change: { optimizer: toRule("rmsprop", {}) } }]],
    ...(["adagrad", "adadelta", "adamax", "amsgrad", "nadam", "radam", "lamb", "lion", "rprop", "lbfgs"] as const).map(
      (rule): [string, Action[]] => [
        `with ${rule}`,
        [{ kind: "model", change: { optimizer: toRule(rule, {}) } }, { kind: "sample" }],
      ],
    ),
    ["with momentum", [{ kind: "model", change: { optimizer: toRule("momentum", {}) } }]],
  ];
  test.each(trainings)("%s", (_, actions) => {
    const state = stateAfter(actions);
    const found = networkIn(fileOf(state), stateAfter([]).model)!;
    const { sizes, activations, loss, optimizer } = state.model;
    expect(found.model).toMatchObject({ sizes, activations, loss, optimizer });
    const again = reduce(stateAfter([]), { kind: "network", ...found });
    expect(again.at.step).toBe(0);
    expect(parametersOf(seen(again))).toEqual(parametersOf(seen(state)));
    expect(seen(again).meanLoss).toBe(seen(state).meanLoss);
  });
});

test("other programs of @nn read it, and it answers alike", () => {
  const state = stateAfter([{ kind: "run" }]);
  const { network } = fromFile(fileOf(state));
  const [emily] = seen(state).predictions.filter(({ name }) => name === "Emily");
  expect(network.predict([-7, -3])).toEqual([emily!.output]);
});

describe("what the page can't show is left", () => {
  const { model } = stateAfter([]);
  const fileWith = (layers: ConstructorParameters<typeof Sequential>[0]): string =>
    JSON.stringify(toFile(new Sequential(layers)));
  test.each([
    ["what is no file", "{"],
    ["another file", "{}"],
    ["nine neurons", fileWith([new Layer(2, 9), new Layer(9, 1)])],
    ["two outputs", fileWith([new Layer(2, 2)])],
    ["another layer", fileWith([new Layer(2, 1), new Activate(sigmoid)])],
    ["a layer without biases", fileWith([new Layer(2, 1, { activation: sigmoid, useBias: false })])],
  ])("%s", (_, text) => {
    expect(networkIn(text, model)).toBeNull();
  });
  test("a setting that the page doesn't offer, unless it is as the page has it", () => {
    const network = new Sequential([new Layer(2, 1)]);
    const read = (memory: number): unknown =>
      networkIn(JSON.stringify(toFile(network, { optimizer: new LBFGS({ memory }) })), model);
    expect([read(5), read(10)]).toEqual([null, expect.anything()]);
  });
  test("what it can is taken", () => {
    expect(networkIn(fileWith([new Layer(2, 1, { activation: sigmoid })]), model)?.model.sizes).toEqual([2, 1]);
  });
});
