/** Components by their package, with what other libraries call them beside them. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  losses: [
    "meanSquaredError mse mseloss l2loss",
    "meanAbsoluteError mae l1loss absolutedifference",
    "logCosh",
    "binaryCrossEntropy bce bceloss logloss",
    "binaryCrossEntropyFromLogits bcewithlogitsloss sigmoidcrossentropy",
    "categoricalCrossEntropy crossentropy",
    "categoricalCrossEntropyFromLogits softmaxcrossentropy",
    "sparseCategoricalCrossEntropy nllloss",
    "sparseCategoricalCrossEntropyFromLogits crossentropyloss",
    "binaryAccuracy",
    "sparseCategoricalAccuracy",
    "accuracy acc categoricalaccuracy",
    "areaUnderROCCurve auc rocauc",
    "rSquared r2 r2score",
  ],
  optim: [
    "new SGD({ learningRate: 0.1 }) sgd gradientdescent",
    "new SGD({ learningRate: 0.1, momentum: 0.9 }) momentum",
    "new Adam() adam",
    "new AdamW() adamw",
    "new RMSprop() rmsprop",
    "new LBFGS() lbfgs",
  ],
  layers: [
    ..."relu sigmoid tanh softmax softplus identity".split(" "),
    ..."zeros ones glorotUniform glorotNormal heUniform heNormal orthogonal".split(" "),
    "identity linear none",
    "glorotUniform xavier xavieruniform",
    "glorotNormal xaviernormal",
    "heUniform kaiminguniform",
    "heNormal kaimingnormal",
  ],
};

/** What is meant by a text in the place of a component, with a space before it; empty for one that is unknown. */
export function onText(text: string): string {
  const key = plain(text);
  if (key === "") return "";
  for (const [from, components] of Object.entries(OURS)) {
    for (const component of components) {
      const [, ours = "", others = ""] = /^(new .*\)|\w+) ?(.*)$/.exec(component) ?? [];
      if (plain(ours) === key || others.split(" ").includes(key)) return ` Here it is ${ours}, of @nn/${from}.`;
    }
  }
  return "";
}

/** As every library writes it: without capitals, spaces, hyphens and underscores. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, "");
}
