import { stepsOf } from "../../state/epochs.js";
import { IMAGE, inputsOf, PIXELS } from "../../state/models.js";
import { LAB_SHIFT } from "../../state/presets.js";
import { kindOf, optionsFor, ruleNames } from "../../state/rules.js";
import type { ActivationName, Formula, LossName, Preparation, Start, State } from "../../state/state.js";

const STARTS: Readonly<Record<Start, readonly [weights: string, biases: string]>> = {
  ones: ["ones", "zeros"],
  zeros: ["zeros", "zeros"],
  normal: ["new Normal()", "new Normal()"],
  glorot: ["glorotUniform", "zeros"],
};
const SCALERS: Readonly<Record<Preparation, (columns: number) => string>> = {
  lab: (columns) => `shift(${written(Array.from({ length: columns }, (_, i) => LAB_SHIFT[i] ?? 0))})`,
  none: (columns) => `shift(${written(Array.from({ length: columns }, () => 0))})`,
  mean: () => "shift(standardize(rows).offset)",
  standardize: () => "standardize(rows)",
};

/** The names that a text uses of each package. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  "@nn/core": ["Sequential", "seededRandom"],
  "@nn/core/component": ["permute"],
  "@nn/data": ["shift", "standardize"],
  "@nn/explain": ["activationFromFormula", "lossFromFormula", "setByName"],
  "@nn/layers": [
    "Conv2D",
    "Dense",
    "Flatten",
    "glorotUniform",
    "identity",
    "MaxPooling2D",
    "Normal",
    "ones",
    "Reshape",
    "relu",
    "sigmoid",
    "softplus",
    "tanh",
    "zeros",
  ],
  "@nn/losses": ["binaryCrossEntropy", "binaryCrossEntropyFromLogits", "logCosh", "meanSquaredError"],
  "@nn/optim": [...new Set(ruleNames.map(kindOf))],
};

const written = (value: unknown): string => JSON.stringify(value).replaceAll(",", ", ");
const optionsOf = (entries: readonly (readonly [string, unknown])[]): string =>
  `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;

/** A TypeScript program that makes the same training to the same step, and prints the mean loss of all rows there. */
export function programOf(state: State): string {
  const { data, model, at } = state;
  const [weights, biases] = STARTS[model.start];
  const batchSize = Math.min(model.batch, data.rows.length);
  const isShuffled = model.order === "shuffled";
  const optimizer = Object.entries(optionsFor(model.optimizer));
  const starts = [
    ["weightInitializer", weights],
    ["biasInitializer", biases],
  ] as const;
  const { side, filter, window } = IMAGE;
  const before = [
    `    new Reshape([${side}, ${side}, 1]),`,
    `    new Conv2D(1, ${model.filters}, ${optionsOf([["kernelSize", filter], ["activation", "relu"], ...starts])}),`,
    `    new MaxPooling2D(${window}),`,
    `    new Flatten(),`,
  ];
  const layers = model.activations.map((activation, i) => {
    const options = [["activation", named(activation, "activationFromFormula")], ...starts] as const;
    const inputs = i === 0 ? inputsOf(model) : model.sizes[i];
    return `    new Dense(${inputs}, ${model.sizes[i + 1]}, ${optionsOf(options)}),`;
  });
  const body = [
    `const rows = [`,
    ...data.rows.map(({ name, features }) => `  ${written(features)}, // ${name.replaceAll(/\s/g, " ")}`),
    `];`,
    `const targets = ${written(data.rows.map(({ target }) => target))};`,
    `const inputs = ${SCALERS[data.prepare](model.sizes[0]!)}.transform(rows);`,
    "",
    `const network = new Sequential(`,
    `  [`,
    ...(model.filters === undefined ? [] : before),
    ...layers,
    `  ],`,
    `  { seed: ${JSON.stringify(model.seed)}${model.filters === undefined ? "" : `, inputShape: [${PIXELS}]`} },`,
    `);`,
    `const loss = ${named(model.loss, "lossFromFormula")};`,
    `const optimizer = new ${kindOf(model.optimizer.rule)}(${optionsOf(optimizer)});`,
    `const trainer = network.trainer({ loss, optimizer, batchSize: ${batchSize}, allowMismatch: true });`,
    ...editsAt(state, 0),
    "",
    `const order = rows.map((_, row) => row);`,
    ...(isShuffled ? [`const random = seededRandom(${JSON.stringify(model.seed)}, "shuffle");`] : []),
    `while (trainer.stepCount < ${at.step}) {`,
    `  const from = (trainer.stepCount % ${stepsOf(state)}) * ${batchSize};`,
    ...(isShuffled ? ["  if (from === 0) permute(random, order);"] : []),
    `  const batch = order.slice(from, from + ${batchSize});`,
    `  trainer.step(batch.map((row) => inputs[row]!), batch.map((row) => [targets[row]!]));`,
    ...[...new Set(state.edits.map(({ step }) => step))]
      .filter((step) => step > 0)
      .flatMap((step) => editsAt(state, step).map((line) => `  if (trainer.stepCount === ${step}) ${line}`)),
    `}`,
    `console.log(network.evaluate({ inputs, targets }, { loss, allowMismatch: true }).loss);`,
    "",
  ].join("\n");
  return `${importsOf(body)}\n\n${body}`;
}

function named(component: ActivationName | LossName | Formula, maker: string): string {
  return typeof component === "string" ? component : `${maker}(${JSON.stringify(component.formula)})`;
}

/** What was set by hand before a step. */
function editsAt({ edits }: State, step: number): string[] {
  const set = edits.filter((edit) => edit.step === step).map(({ parameter, value }) => [parameter, value] as const);
  return set.length === 0 ? [] : [`setByName(network, ${optionsOf(set)});`];
}

function importsOf(body: string): string {
  const code = body.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/.*$/gm, "");
  const lines = Object.entries(EXPORTS).map(([from, names]) => {
    const used = names.filter((name) => new RegExp(`\\b${name}\\b(?!:)`).test(code));
    return used.length === 0 ? null : `import { ${used.join(", ")} } from "${from}";`;
  });
  return lines.filter((line) => line !== null).join("\n");
}
