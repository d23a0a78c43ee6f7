import { sentence } from "../render/document.js";
import type { CheckedLayer, Language } from "./language.js";
import { inWords } from "./names.js";
import { worksheet } from "./worksheet-english.js";

const count = (number: number): string =>
  inWords(["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], number);
const plural = (number: number, one: string, many: string): string => (number === 1 ? one : many);
const digitsOf = (digits: number): string => `${digits} significant ${plural(digits, "digit", "digits")}`;

/** English, with a decimal point. */
export const english: Language = {
  code: "en",
  decimalSeparator: ".",
  listSeparator: ", ",
  spoken: {
    plus: "plus",
    minus: "minus",
    times: "times",
    dividedBy: "divided by",
    equals: "equals",
    becomes: "becomes",
    bracketed: (inside) => `open bracket, ${inside}, close bracket`,
    power: (base, exponent) => `${base} to the power ${exponent}`,
    scientific: (digits, exponent) => `${digits} times 10 to the power ${exponent}`,
    derivative: (of, by) => `the derivative of ${of} with respect to ${by}`,
    call: (name, operands) => `${name} of ${operands.join(" and ")}`,
    functions: {
      log: "the natural logarithm",
      log10: "the decimal logarithm",
      sqrt: "the square root",
      abs: "the absolute value",
      sin: "the sine",
      cos: "the cosine",
      atan: "the arc tangent",
      erf: "the error function",
      max: "the maximum",
      min: "the minimum",
      floor: "the floor",
      sign: "the sign",
      step: "the step function",
    },
    prime: "prime",
    sum: (term, index) => (index === undefined ? `the sum of ${term}` : `the sum over ${index} of ${term}`),
    hat: (letter) => `${letter} hat`,
    inExample: (name, example) => `${name} in example ${example}`,
    ellipsis: "and so on",
    blank: "blank",
  },
  explanation: {
    title: (derivative) => sentence`Where ${derivative} comes from`,
    predictionTitle: ["From the inputs to the outputs"],
    gradientsTitle: ["All gradients"],
    gradientsHeader: [["parameter"], ["value"], ["gradient"], ["after the update"]],
    gradientsLost: (list) =>
      sentence`Rounding has taken away the digits that count, as where a neuron is saturated or terms cancel. Without it, ${list}`,
    gradientsRule: ["Each derivative is taken with the old values; then all parameters move."],
    network: (inputs, layers) =>
      sentence`The network: ${[inputs === 1 ? "one" : String(inputs)]} ${[plural(inputs, "input", "inputs")]}, ${layers}.`,
    hiddenLayer: (size, names, isWeighted) =>
      isWeighted
        ? sentence`one hidden layer of ${[size === 1 ? "one" : String(size)]} ${[plural(size, "neuron", "neurons")]} (${names})`
        : sentence`one activation of ${[size === 1 ? "one" : String(size)]} ${[plural(size, "number", "numbers")]} (${names})`,
    ownLayer: (title, size, names, isLast) =>
      sentence`${[title]} that gives ${[size === 1 ? "one" : String(size)]} ${[isLast ? plural(size, "output", "outputs") : plural(size, "number", "numbers")]} (${names})`,
    unchanged: (title) => [`As in every prediction, ${title} leaves its numbers unchanged.`],
    outputs: (size, names) =>
      sentence`${[size === 1 ? "one" : String(size)]} ${[plural(size, "output", "outputs")]} (${names})`,
    range: (first, last) => sentence`${first} to ${last}`,
    untitled: (name, of) => (of === "optimizer" ? name : `the ${of} ${name}`),
    loss: (title) => [`The loss L is ${title}.`],
    batch: (examples) => [
      `It is the mean over ${count(examples)} examples, whose numbers stand in brackets above the names.`,
    ],
    letters: {
      x: "input",
      t: "target",
      w: "weight",
      b: "bias",
      z: "weighted sum",
      a: "value of an activation",
      h: "output of a hidden neuron",
      o: "output of the network",
      L: "loss",
    },
    innerNumber: "number inside of a layer",
    hiddenNumber: "output of a hidden layer",
    letterIs: (letter, meaning) => sentence`${letter}: ${[meaning]}`,
    rounded: (digits) => [
      `Each number is rounded to ${digitsOf(digits)} as it is written down, and used so from there on.`,
    ],
    shown: (digits, isExact) => [
      `Numbers are shown with at most ${digits} ${plural(digits, "decimal", "decimals")}`,
      isExact
        ? ", and computed with all their digits: by hand, where each number is rounded as it is written down, the last digits may differ."
        : ".",
    ],
    functionIs: (symbol, title) => sentence`${symbol} is ${[title]}:`,
    functionUnknown: (symbol, title) =>
      sentence`${symbol} is ${[title]}, of which no formula is written here: its values and derivatives are the numbers that its own code gives.`,
    layerUnknown: (title) => [
      `For ${title}, no formula is written here: its values and derivatives are the numbers that its own code gives.`,
    ],
    lossUnknown: [
      "No formula of the loss is written here: its value and its derivative are the numbers that its own code gives.",
    ],
    step: ["step(u) is 1 where u is above 0, and else 0."],
    given: ["Given"],
    moreGiven: (more) => [`, and ${count(more)} more.`],
    forward: ["Forward pass"],
    firstOfEach: [
      "Of each layer only the first number is shown, here and in the chain rule: the others are computed alike.",
    ],
    moreNumbers: (count, last) => sentence`${[String(count)]} more numbers follow, up to ${last}:`,
    chainRule: ["The chain rule"],
    paths: (paths, from) =>
      paths === 1
        ? sentence`One path leads from ${from} to the loss.`
        : sentence`There are ${[count(paths)]} paths from ${from} to the loss; what they give is added up.`,
    pathsInBatch: (paths, examples, from) => [
      ...(paths === 1 ? ["There is one path"] : [`There are ${count(paths)} paths`]),
      " from ",
      from,
      ` to the loss in each of ${examples} examples; the gradient is the mean of the ${count(examples)}.`,
    ],
    example: (index) => [`Example ${index}:`],
    pathNumber: (index, paths) => [`Path ${index} of ${paths}:`],
    sumOfPaths: ["The sum of the paths:"],
    meanOfExamples: (examples) => [`The mean of the ${count(examples)}:`],
    layers: (paths, from) =>
      paths === 0
        ? sentence`No path leads from ${from} to the loss.`
        : paths === null
          ? sentence`The paths from ${from} to the loss are taken together layer by layer, from the loss back.`
          : paths === 1
            ? sentence`The path from ${from} to the loss is taken layer by layer, from the loss back.`
            : sentence`The paths from ${from} to the loss, ${[String(paths)]} in all, are taken together layer by layer, from the loss back.`,
    delta: (example, meaning) => sentence`${example} is short for ${meaning}, and so on.`,
    differs: (value) =>
      value === null
        ? ["(The formula has no finite value here: the number is what the component's own code gives.)"]
        : sentence`(The formula gives ${value}; the number is what the component's own code gives.)`,
    clipped: (from, to) =>
      sentence`(The loss takes ${to} in the place of ${from}, so that logarithms and quotients stay finite.)`,
    reading: (parameter, step, change, rises) =>
      change === null
        ? sentence`If ${parameter} changes a little, L hardly changes.`
        : sentence`If ${parameter} rises by ${step}, L ${[rises ? "rises" : "falls"]} by about ${change}.`,
    moves: (optimizer, parameter, direction) =>
      sentence`${[optimizer]} ${[{ up: "raises", down: "lowers", none: "leaves" }[direction]]} ${parameter}${[direction === "none" ? " as it is" : ""]}.`,
    check: ["Check"],
    measured: (exact, value, gap, uncertainty, verdict) =>
      verdict === "unmeasurable"
        ? sentence`Without rounding, the derivative is ${exact}: too small beside the loss to be measured. Central differences give ${value}, give or take ${uncertainty}.`
        : sentence`Check by central differences, without rounding: ${value} (relative difference ${gap}). The measurement is good to ${uncertainty}: the derivative ${exact} ${[verdict === "right" ? "agrees with it" : "is wrong"]}.`,
    measuredZero: (value, uncertainty) =>
      sentence`Without rounding, the derivative is 0; central differences give ${value}, give or take ${uncertainty}.`,
    beyondBounds: [
      "Where the loss takes its bound in the place of a prediction, it doesn't change any more. Training goes on with the derivative at the bound, and the differences are those of a loss that goes on as a straight line from there.",
    ],
    kink: (exact, left, right, verdict) =>
      verdict === "right"
        ? sentence`The loss has a kink here: its slope is ${left} on the left and ${right} on the right, by differences. Both, and whatever lies between, count as its derivative: so does ${exact}.`
        : sentence`The loss has a kink here: its slope is ${left} on the left and ${right} on the right, by differences. The derivative ${exact} doesn't lie between: it is wrong.`,
    kinks: (exact, left, right) =>
      sentence`Several kinks of the loss meet here: its slope is ${left} on the left and ${right} on the right, and others close by, by differences. All of them, and whatever lies between, count as its derivative: so does ${exact}.`,
    rounding: (rounded, exact, digits) =>
      exact === null
        ? sentence`By hand, with ${[digitsOf(digits)]} at each step, the result is ${rounded}, and without rounding on the way as well.`
        : sentence`By hand, with ${[digitsOf(digits)]} at each step, the result is ${rounded}; without rounding on the way it is ${exact}. The difference is nothing but rounding.`,
    roundingIsLarge: (percent) => [
      `${percent === null ? "Rounding has made a number of 0" : `The difference is ${percent} % of the exact result`}: rounding has taken away the digits that count, as where a neuron is saturated or terms cancel.`,
    ],
    saturated: (gradient) =>
      gradient === null
        ? [
            "A neuron is saturated: its f′ is too small for double precision. The derivative isn't 0, but closer to it than any number here.",
          ]
        : sentence`A neuron is saturated: its f′ is too small for double precision, in which 1 − f(z) has no digits left. With 400 digits, the derivative is ${gradient}.`,
    update: ["Update"],
    updateRule: (title, settings) => [`Update by ${title}`, ...settings.flatMap((setting) => [", ", ...setting]), ":"],
    atFirst: ["at first"],
    soFar: ["so far"],
    changeRounded: (change, parameter, digits) =>
      sentence`The change ${change ?? ["of ", parameter]} is rounded to ${[digitsOf(digits)]}; the new ${parameter} isn't rounded again, and keeps all its decimals.`,
    settings: { learningRate: "learning rate", momentum: "momentum", step: "in the first step", laterStep: "in step" },
    updated: (optimizer, parameter, gradient, step) =>
      sentence`What ${[optimizer]} makes of the gradient ${gradient} in ${[step === 1 ? "the first update" : `update ${step}`]} of ${parameter}:`,
    before: ["before"],
    after: ["after"],
  },
  notes: {
    saturated: (of, slope) =>
      slope === null
        ? sentence`${of} is saturated: its f′ is too small for a number here, and nothing that counts comes through it.`
        : sentence`${of} is saturated: its f′ is ${slope}, and hardly anything comes through it.`,
    dead: (of) => sentence`${of} doesn't react here: its f′ is 0, and nothing comes through it.`,
    kink: (left, right) =>
      sentence`The loss has a kink here: its slope is ${left} on the left and ${right} on the right.`,
    unmeasurable: (gradient) =>
      sentence`The derivative ${gradient} is too small beside the loss to be measured by differences.`,
    cancelled: (gradient, exact) =>
      sentence`Rounding has taken away the digits that count: by hand the derivative is ${gradient}, without rounding ${exact}.`,
    symmetric: (of) =>
      sentence`${of} have the same parameters and the same gradients: they stay alike, and do the work of one.`,
    zeroPath: (zero, paths) => [
      paths === 1
        ? "The path to the loss gives 0: a factor on it is 0."
        : `Of the ${count(paths)} paths to the loss, ${zero === paths ? "each" : count(zero)} ${zero === 1 || zero === paths ? "gives" : "give"} 0: a factor on it is 0.`,
    ],
    clipped: (prediction, taken) =>
      sentence`The loss takes ${taken} in the place of ${prediction}, so that logarithms and quotients stay finite.`,
  },
  training: {
    stepTitle: (step) => [`Step ${step} of a training`],
    step: (optimizer, examples) => [
      `All parameters move at once, by ${optimizer}: the gradients are taken with the old values${examples === 1 ? "" : `, and are means over ${count(examples)} examples`}.`,
    ],
    stepHeader: [["parameter"], ["before"], ["gradient"], ["change"], ["after"]],
    losses: (before, predicted, after) =>
      sentence`Before the step, L is ${before}. By its derivatives it would become ${predicted}, which is ${before} plus the sum of the products gradient · change; it becomes ${after}.`,
    epochTitle: (first, last) => [first === last ? `An epoch: step ${first}` : `An epoch: steps ${first} to ${last}`],
    epoch: (optimizer, examples, steps, before) =>
      sentence`A training by ${[optimizer]} goes through ${[count(examples)]} ${[plural(examples, "example", "examples")]} in ${[count(steps)]} ${[plural(steps, "step", "steps")]}. Before the first, their mean loss is ${before}.`,
    epochHeader: [["step"], ["example"], ["its L before"], ["its L after"], ["mean of all"]],
    moreRows: (count) => [`${count} more ${plural(count, "row is", "rows are")} left out.`],
  },
  worksheet,
  gradientCheck: {
    header: ["parameter", "worst element", "back-propagation", "central differences", "±"],
    verdicts: { right: "agrees", wrong: "IS WRONG", unmeasurable: "too small to be measured" },
    some: (count, all) => ` (${count} of ${all})`,
    kink: (left, right) => `, at a kink from slope ${left} to ${right}`,
    whereToLook(suspect, behind, loss) {
      const layer = ({ path, name }: CheckedLayer): string => `layer ${path}, ${name}`;
      const backward = behind.map((one, i) => `${i === 0 ? "at the backward pass of " : "of "}${layer(one)}`);
      const gradient = loss === undefined ? [] : [`at the gradient of ${loss}`];
      return `Look first ${[`at ${layer(suspect)}`, ...backward, ...gradient].join(", then ")}.`;
    },
  },
};
