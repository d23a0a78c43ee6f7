import { sentence } from "../render/document.js";
import type { Language } from "./language.js";

/** English, with a decimal point. */
export const english: Language = {
  code: "en",
  decimalSeparator: ".",
  listSeparator: ", ",
  explanation: {
    title: (derivative) => sentence`Where ${derivative} comes from`,
    predictionTitle: ["From the inputs to the outputs"],
    network: (layers, loss, batch) => [
      `The network: ${layers}.${loss === null ? "" : ` The loss L: ${loss}${batch === 1 ? "" : `, the mean over ${batch} examples, whose numbers stand in brackets above the names`}.`}`,
    ],
    rounded: (digits) => [
      `Each number is rounded to ${digits} significant ${digits === 1 ? "digit" : "digits"} as it is written down, and used so from there on.`,
    ],
    shown: (digits, isExact) => [
      `Numbers are shown with at most ${digits} ${digits === 1 ? "decimal" : "decimals"}`,
      isExact
        ? ", and computed with all their digits: by hand, where each number is rounded as it is written down, the last digits may differ."
        : ".",
    ],
    functionIs: (symbol, name) => sentence`${symbol} is ${[name]}:`,
    functionUnknown: (symbol, name) =>
      sentence`${symbol} is ${[name]}, of which no formula is known: its values and derivatives are the numbers that its own code gives.`,
    lossUnknown: (name) => [
      `Of the loss ${name} no formula is known: its value and its derivative are the numbers that its own code gives.`,
    ],
    step: ["step(u) is 1 where u is above 0, and else 0."],
    given: ["Given"],
    moreGiven: (count) => [`, and ${count} more.`],
    forward: ["Forward"],
    chainRule: ["The chain rule"],
    paths: (count, from) =>
      count === 1
        ? sentence`One path leads from ${from} to the loss.`
        : sentence`${[String(count)]} paths lead from ${from} to the loss; what they give is added up.`,
    pathNumber: (index, count) => [`Path ${index} of ${count}:`],
    sumOfPaths: ["The sum of the paths:"],
    layers: (pathCount, from) =>
      sentence`${[String(pathCount)]} paths lead from ${from} to the loss, which is too many to write one by one: they are taken together layer by layer, from the loss back.`,
    delta: (example, meaning) => sentence`${example} is short for ${meaning}, and so on.`,
    differs: (value) =>
      value === null
        ? ["(The formula has no finite value here: the number is what the unit's own code gives.)"]
        : sentence`(The formula gives ${value}; the number is what the unit's own code gives.)`,
    check: ["Check"],
    measured: (exact, value, uncertainty, verdict) =>
      ({
        right: sentence`Differences of the loss give ${value}, give or take ${uncertainty}, with all digits kept: the derivative ${exact} agrees with that.`,
        wrong: sentence`Differences of the loss give ${value}, give or take ${uncertainty}, with all digits kept: the derivative ${exact} is wrong.`,
        unmeasurable: sentence`With all digits kept, the derivative is ${exact}: too small beside the loss to be measured. Differences of the loss give ${value}, give or take ${uncertainty}.`,
      })[verdict],
    kink: (exact, left, right, verdict) =>
      verdict === "right"
        ? sentence`The loss has a kink here: its slope is ${left} on the left and ${right} on the right, by differences. Both, and whatever lies between, count as its derivative: so does ${exact}.`
        : sentence`The loss has a kink here: its slope is ${left} on the left and ${right} on the right, by differences. The derivative ${exact} doesn't lie between: it is wrong.`,
    kinks: (exact, left, right) =>
      sentence`Several kinks of the loss meet here: its slope is ${left} on the left and ${right} on the right, and others close by, by differences. All of them, and whatever lies between, count as its derivative: so does ${exact}.`,
    rounding: (rounded, exact, digits) =>
      sentence`By hand, with ${[String(digits)]} significant digits at each step, the result is ${rounded}; with all digits kept it is ${exact}. The difference is nothing but rounding.`,
    update: ["Update"],
    updateRule: (optimizer, settings) => [
      `Update by ${optimizer}`,
      ...settings.flatMap((setting) => [", ", ...setting]),
      ":",
    ],
    atFirst: ["at first"],
    optimizers: { SGD: "gradient descent (SGD)" },
    settings: { learningRate: "learning rate", momentum: "momentum", step: "in the first step" },
    updated: (optimizer, parameter, gradient) =>
      sentence`What ${[optimizer]} makes of the gradient ${gradient} in the first update of ${parameter}:`,
    before: ["before"],
    after: ["after"],
  },
  worksheet: {
    exercise: (seed) => [`A gradient by hand: sheet ${seed}`],
    answers: (seed) => [`A gradient by hand: the answers to sheet ${seed}`],
    task: ["Fill in the blanks."],
  },
  gradientCheck: {
    header: ["parameter", "worst element", "back-propagation", "differences", "±"],
    verdicts: { right: "agrees", wrong: "DIFFERS", unmeasurable: "too small to be measured" },
    some: (count, all) => ` (${count} of ${all})`,
    kink: (left, right) => `, at a kink from slope ${left} to ${right}`,
  },
};
