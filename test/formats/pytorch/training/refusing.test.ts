import { Sequential } from "@nn/core";
import type { Loss, Optimizer } from "@nn/core/component";
import { Pipeline } from "@nn/data";
import { type PyTorchTrainingOptions, readSafetensors, toPyTorchTraining } from "@nn/formats";
import { BatchNormalization, Dense, Flatten, identity, LSTM } from "@nn/layers";
import { huber, L1, L2, meanSquaredError, sparseCategoricalCrossEntropy } from "@nn/losses";
import { Adam, AdamW, ClipByValue, exponentialDecay, LAMB, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const network = (): Sequential => new Sequential([new Dense(2, 2)], { seed: 1 }) as unknown as Sequential;
const optimizer = new SGD({ learningRate: 0.1 });
const OPTIONS = { loss: meanSquaredError, optimizer, batchSize: 4, epochs: 2 };
const writing =
  (options: object, of = network()) =>
  () =>
    toPyTorchTraining(of, { ...OPTIONS, ...options } as PyTorchTrainingOptions);

test("what PyTorch can't do is a sentence", () => {
  expect(writing({ optimizer: new LAMB() })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: the optimizer LAMB(learningRate 0.001) can't be written for PyTorch: it is no RuleOptimizer, and has no method pytorch(). Take one that is its rule, such as Adam.]`,
  );
  expect(writing({ optimizer: new ClipByValue({ optimizer: new LAMB(), limit: 1 }) })).toThrow(
    /^toPyTorchTraining: the optimizer LAMB/,
  );
  const { computes: _, ...loose } = meanSquaredError;
  expect(writing({ loss: loose as Loss })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: the loss meanSquaredError can't be written for PyTorch, as it says by no formula what it computes. Make it with defineLoss.]`,
  );
  expect(writing({ optimizer: new Adam({ learningRate: (step) => 1 / step }) })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: a learning rate that changes with the step is written for all steps: say how many examples the training data have, as in { examples: 1000 }.]`,
  );
  const rowless = new Sequential([new Flatten()], { inputShape: [2, 1] }) as unknown as Sequential;
  expect(writing({}, rowless)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: the network has no parameter that a training could move.]`,
  );
});

test("penalties and frozen parameters that can't be written are a sentence", () => {
  const said = (options: object): string => {
    try {
      writing(options)();
    } catch (error) {
      return String(error);
    }
    return "taken";
  };
  const own = { name: "own", value() {}, gradient() {} };
  const saying = (pytorch: object) => ({ penalties: [{ ...own, pytorch: () => pytorch }] });
  expect(
    [
      ...[{ penalties: 0.1 }, { penalties: [0.1] }, { penalties: [own] }],
      { penalties: [new L1({ strength: 1, of: () => false })] },
      ...[saying({ source: "x = 1", named: {} }), saying({ source: "def f(parameters): pass", named: { a: "b" } })],
      ...[saying({ sources: "" }), { frozen: "0." }, { frozen: () => false }, { frozen: () => true }],
    ]
      .map(said)
      .join("\n"),
  ).toMatchInlineSnapshot(`
    "OptionError: toPyTorchTraining: penalties must be a list, as in [new L2({ strength: 0.01 })], but is 0.1.
    OptionError: toPyTorchTraining: penalties[0] must be a penalty, such as new L2({ strength: 0.01 }), but is 0.1.
    OptionError: toPyTorchTraining: the penalty own can't be written for PyTorch, as it has no method pytorch(). Take L1 or L2, or give it one.
    OptionError: L1(1): of chooses none of the network's parameters. They are "0.weight", "0.bias", and their roles are "weight" and "bias".
    OptionError: own: what pytorch gives must have a function of Python in source, "def l2(parameters, strength): …", and the numbers that it is given in named, but has "x = 1" and an object.
    OptionError: own: what pytorch gives must have a function of Python in source, "def l2(parameters, strength): …", and the numbers that it is given in named, but has "def f(parameters): pass" and an object.
    OptionError: own: what pytorch gives has no option "sources". Did you mean "source"?
    OptionError: toPyTorchTraining: frozen must be a function of a parameter, as in ({ role }) => role === "weight", but is "0.".
    OptionError: toPyTorchTraining: frozen chooses none of the network's parameters. They are "0.weight", "0.bias", and their roles are "weight" and "bias".
    OptionError: toPyTorchTraining: all parameters of the network are frozen, so there is nothing to train."
  `);
});

test("penalties and frozen parameters are in the program", () => {
  const penalties = [new L1({ strength: 0.5 }), new L2({ strength: 0.1, of: () => true })];
  const program = writing({ penalties, frozen: ({ role }: { role: string }) => role === "bias" })()["train.py"];
  expect(program).toContain(
    'l1(chosen({"0.weight"}), strength=0.5) + l2(chosen({"0.weight", "0.bias"}), strength=0.1)',
  );
  expect(program).toContain('parameter.requires_grad_(name not in {"0.bias"})');
  const normalized = new Sequential([new Dense(2, 2), new BatchNormalization()]) as unknown as Sequential;
  const frozen = ({ fullName }: { fullName: string }) => fullName.startsWith("1.");
  expect(writing({ frozen }, normalized)()["train.py"]).toMatch(
    /for name in \{"[\w.]+"\}:\n +network\.get_submodule\(name\)\.eval\(\)/,
  );
});

test("weights are of a tensor, or of a column", () => {
  expect(writing({ weights: "counts" })()["train.py"]).toContain('weights_of(data["counts"].flatten().tolist())');
  const rows = [
    { x: 1, kind: "a", counts: 2 },
    { x: 2, kind: "b", counts: 1 },
  ];
  const pipeline = Pipeline.fit(rows, { target: "kind", ignored: ["counts"] }) as unknown as Pipeline;
  const piped = new Sequential([new Dense(1, 1)], { pipeline }) as unknown as Sequential;
  const program = writing({ weights: "counts" }, piped)()["train.py"];
  expect(program).toContain('weights_of([row["counts"] for row in rows])');
  expect(program).toContain('if column in {"x", "counts"}:');
});

test("wrong options are a sentence", () => {
  expect(writing({ csv: { delimiter: "::" } })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: delimiter must be one character that isn't a quote, but is "::".]`,
  );
  expect(writing({ csv: { decimal: " " } })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: decimal must be "." or ",", but is " ".]`,
  );
  expect(writing({ csv: { missing: [1] } })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: missing must be a list of texts, ["", "-"], but is an array of 1.]`,
  );
  expect(writing({ csv: { missing: new Array(2 ** 32 - 1) } })).toThrow(
    'toPyTorchTraining: missing must be a list of texts, ["", "-"], but is an array of 4294967295.',
  );
  expect(writing({ dtype: "float16" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: dtype must be "float32" or "float64", but is "float16".]`,
  );
  expect(writing({ weights: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: weights must be the name of a tensor or a column, "weights", but is an array of 2.]`,
  );
  expect(writing({ learningRate: 1 })).toThrow(/^toPyTorchTraining has no option "learningRate"/);
  expect(writing({ batchSize: 0 })).toThrow(/^toPyTorchTraining: batchSize/);
});

test("what an optimizer says wrongly of itself is a sentence", () => {
  const saying = (said: unknown) =>
    writing({ optimizer: { name: "own", slots: [], update() {}, pytorch: () => said } as Optimizer });
  expect(saying({ source: "x = 1", named: {}, optimizer })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: own: what pytorch gives must have a function of Python in source, "def clip(parameters, limit): …", and what it is given by name in named, but has "x = 1" and an object.]`,
  );
  expect(saying({ sources: "def f(parameters): pass", named: {}, optimizer })).toThrow(/has no option "sources"/);
});

test("targets that the pipeline doesn't give are a sentence", () => {
  const rows = [
    { x: 1, kind: "a" },
    { x: 2, kind: "b" },
  ];
  const pipeline = Pipeline.fit(rows, { target: "kind" }) as unknown as Pipeline;
  const piped = new Sequential([new Dense(1, 1)], { pipeline }) as unknown as Sequential;
  expect(writing({ loss: meanSquaredError }, piped)()["network.py"]).toContain("def targets_for(rows):");
  const steps = new Sequential([new Dense(1, 1)], { pipeline, inputShape: [1, 1] }) as unknown as Sequential;
  expect(writing({}, steps)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toPyTorchTraining: meanSquaredError takes targets of 1 × 1, but the pipeline gives 1 numbers.]`,
  );
});

test("a rate that changes is written for each step", () => {
  const changing = new AdamW({ learningRate: exponentialDecay({ learningRate: 0.1, every: 10 }) });
  const files = writing({ optimizer: changing, examples: 9 })();
  const rates = readSafetensors(files["rates.safetensors"]!).tensors;
  expect(Object.keys(rates)).toEqual(["0.rate", "lr"]);
  expect(Array.from(rates.lr!.values as Float64Array)).toEqual(
    Array.from({ length: 6 }, () => (changing as unknown as { optimizer: Adam }).optimizer.learningRate).map(
      (rate, i) => (rate as (step: number) => number)(i + 1),
    ),
  );
  expect(files["train.py"]).toContain(
    'decay_weights(chosen({"0.weight"}), rate=float(RATES["0.rate"][step]), decay=0.01)',
  );
});

test("programs have PyTorch's own where it is the same, and formulas elsewhere", () => {
  expect(writing({})()["train.py"]).toContain("torch.optim.SGD(parameters, lr=0.1)");
  expect(writing({})()["train.py"]).toContain('nn.functional.mse_loss(p, t, reduction="none").mean(1)');
  expect(writing({ loss: huber() })()["train.py"]).toContain("class Huber(torch.autograd.Function):");
  const classes = new Sequential([new Dense(2, 3, { activation: identity })]) as unknown as Sequential;
  expect(writing({ loss: sparseCategoricalCrossEntropy }, classes)()["train.py"]).toContain("if torch.any(");
});

test("what belongs to no parameter here stays, and what takes a whole batch is for one process", () => {
  const recurrent = new Sequential([new LSTM(1, 2)], { inputShape: [3, 1] }) as unknown as Sequential;
  expect(writing({}, recurrent)()["train.py"]).toContain('name not in {"0.bias_hh_l0"}');
  const normalized = new Sequential([new BatchNormalization()], { inputShape: [2] }) as unknown as Sequential;
  expect(writing({}, normalized)()["train.py"]).toContain(
    'raise ValueError("layer 0, BatchNormalization, takes numbers of a whole batch, which processes would have of their shares: train in one process.")',
  );
});
