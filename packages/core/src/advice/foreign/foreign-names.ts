/** Components with these methods, from a package. */
interface Ours {
  readonly from: string;
  readonly methods: readonly string[];
  /** Each with what other libraries call it, without capitals and underscores. */
  readonly names: string;
}

const OURS: readonly Ours[] = [
  {
    from: "losses",
    methods: ["value", "gradient"],
    names:
      "meanSquaredError mse mseloss, meanAbsoluteError mae l1loss, logCosh, binaryCrossEntropy bce bceloss, " +
      "binaryCrossEntropyFromLogits bcewithlogitsloss, categoricalCrossEntropy, sparseCategoricalCrossEntropy, " +
      "sparseCategoricalCrossEntropyFromLogits crossentropyloss",
  },
  {
    from: "losses",
    methods: ["value"],
    names:
      "binaryAccuracy, accuracy acc categoricalaccuracy, sparseCategoricalAccuracy, areaUnderROCCurve auc rocauc, " +
      "rSquared r2 r2score",
  },
  { from: "optim", methods: ["update"], names: "SGD, Adam, AdamW, RMSprop, LBFGS" },
  {
    from: "layers",
    methods: ["forward", "backward"],
    names: "relu, sigmoid, tanh, softmax, softplus, identity linear none",
  },
  {
    from: "layers",
    methods: ["fill"],
    names:
      "zeros, ones, glorotUniform xavieruniform, glorotNormal xaviernormal, heUniform kaiminguniform, " +
      "heNormal kaimingnormal, orthogonal, Normal randomnormal, Uniform randomuniform",
  },
];

/**
 * What is meant by a text in the place of a component, with a space before it; empty for one that is unknown, or that is
 * something else than what is asked for.
 *
 * @param methods - Those of a component that is asked for.
 */
export function onText(text: string, methods: readonly string[]): string {
  const key = text.toLowerCase().replaceAll(/[\s_-]/g, "");
  for (const { from, names, methods: own } of OURS) {
    if (methods.length === 0 || !methods.every((method) => own.includes(method))) continue;
    const [name] =
      names
        .split(", ")
        .find((each) => each.toLowerCase().split(" ").includes(key))
        ?.split(" ") ?? [];
    if (name !== undefined) return ` Here it is ${/^[A-Z]/.test(name) ? `new ${name}({ … })` : name}, of @nn/${from}.`;
  }
  return "";
}
