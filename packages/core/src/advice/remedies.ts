/** What is wrong, and always mended in the same way. */
export type Remedy =
  | ("promised examples" | "too many examples" | "class numbers")
  | ("begun" | "awaited within" | "overflowing loss" | "overflowing output" | "no memory")
  | ("overflowing loss in training" | "overflowing at first" | "two fits" | "within a fit");

/** What to do about it: what follows the sentence, or ends it. */
export const REMEDIES: Readonly<Record<Remedy, string>> = {
  "promised examples": " Load the examples beforehand, with await, and leave out `async`.",
  "too many examples": " Train on parts of it, one after another.",
  "class numbers":
    " Class numbers become rows with a LabelEncoder's oneHot, or are taken as they are, one for each row of the outputs: sparseCategoricalCrossEntropy.",
  begun: " To see its reports, write `for await` around fit(...) itself.",
  "overflowing loss":
    " Every layer's output is finite, so the loss overflowed: look at the size of the targets and of the inputs.",
  "overflowing loss in training":
    " Every layer's output is finite, so the loss overflowed: look at the size of the targets and of the inputs " +
    "(standardize, minMax), and at the learningRate.",
  "overflowing output":
    " The network's parameters are too large for these inputs: scale them to about -1 to 1 (standardize, minMax), as " +
    "those that it is trained on.",
  "overflowing at first":
    " No update has been made yet: look at the size of the inputs (standardize, minMax) and of the first parameters, and at " +
    "the forward of a layer of your own.",
  "no memory": " Take smaller layers, or fewer examples at a time.",
  "two fits": " Wait for its end with await, leave its for await loop, or abort its signal; or train another network.",
  "within a fit": " Wait for the fit's end with await, or do it in the body of a for await loop over it.",
  "awaited within":
    ", which it waits for in turn: neither would ever go on. Await it after the loop, or in place of the loop.",
};
