/** Components by their package, each with what other libraries call it, without capitals and underscores. */
const OURS: Readonly<Record<string, string>> = {
  losses:
    "meanSquaredError mse mseloss, meanAbsoluteError mae l1loss, logCosh, binaryCrossEntropy bce bceloss, " +
    "binaryCrossEntropyFromLogits bcewithlogitsloss, categoricalCrossEntropy, sparseCategoricalCrossEntropy, " +
    "sparseCategoricalCrossEntropyFromLogits crossentropyloss, binaryAccuracy, accuracy acc categoricalaccuracy, " +
    "sparseCategoricalAccuracy, areaUnderROCCurve auc rocauc, rSquared r2 r2score",
  optim: "SGD, Adam, AdamW, RMSprop, LBFGS",
  layers: "relu, sigmoid, tanh, softmax, softplus, identity linear none",
};

/** What is meant by a text in the place of a component, with a space before it; empty for one that is unknown. */
export function onText(text: string): string {
  const key = text.toLowerCase().replaceAll(/[\s_-]/g, "");
  for (const [from, components] of Object.entries(OURS)) {
    for (const component of components.split(", ")) {
      if (!component.toLowerCase().split(" ").includes(key)) continue;
      const [name = ""] = component.split(" ");
      return ` Here it is ${from === "optim" ? `new ${name}({ … })` : name}, of @nn/${from}.`;
    }
  }
  return "";
}
