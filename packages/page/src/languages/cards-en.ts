import type { Cards } from "./cards.js";

const yesOrNo = { yes: "yes", no: "no" };

/** The cards of the lab's sections, in English. */
export const cards: Cards = {
  "0.1": {
    title: "One neuron",
    goal: "Compute what a single neuron answers: a weighted sum with a bias, then the sigmoid.",
    watch:
      "The neuron o1, which the lab calls y: z is the weighted sum, the bold number is the output. Try other numbers under “Value of b1”.",
    question: "The bias b1 goes from 4 to −4. Does the output fall below 0.5?",
    choices: yesOrNo,
    hint: "The sigmoid is 0.5 at z =\u00a00. What sign has z?",
    because:
      "z = 0·2 + 1·3 − 4 =\u00a0−1, and the output is 0.2689. The bias says how large the rest has to be before the neuron answers more than 0.5.",
    byHand: "Write z = w1·x1 + w2·x2 + b1 with its numbers, then 1/(1 + e^(−z)).",
    mistake: "The bias is forgotten, or e^z is written in the place of e^(−z).",
  },
  "0.2": {
    title: "A network of neurons",
    goal: "Send two numbers through a hidden layer to the output.",
    watch: "The columns of the diagram: inputs, hidden neurons, output. The neurons’ numbers come with the answer.",
    question: "Each neuron has the weights (0, 1) and the bias 0. Are h1 and h2 equal?",
    choices: yesOrNo,
    hint: "What differs between the two sums: inputs, weights or biases?",
    because:
      "The same inputs, weights and biases give the same number, 0.9526 twice, and o1 =\u00a00.7216. That is no rule: with other weights, h1 and h2 differ.",
    byHand: "Compute h1 and h2 from x, and o1 from h1 and h2.",
    mistake: "o1 is computed from x1 and x2, in the place of h1 and h2.",
  },
  "0.3": {
    title: "The loss",
    goal: "Put into one number how wrong the answers are: the mean of the squared errors.",
    watch:
      "The mean loss above, and the outputs beside the labels, y_pred and y_true in the lab. At first the weights are 0, and there is no sigmoid: the output is b1.",
    question:
      "At first the network gives the same output for all four rows. Which output has the least mean squared error?",
    choices: { "0.0": "0", "0.5": "0.5", "1.0": "1" },
    hint: "Two labels are 1 and two are 0. Square the errors, and take their mean.",
    because:
      "With 0 or with 1 two errors are 1: the mean is 0.5. With 0.5 each error is 0.5, squared 0.25: the mean is 0.25. The best constant is the mean of the labels.",
    byHand: "For each row: error, square; then the mean of the four.",
    mistake: "The sum is taken for the mean. The shift by 135 lb and 66 in belongs to new rows as well.",
  },
  "0.4": {
    title: "Back-propagation",
    goal: "Find out how the loss changes with one weight: its gradient ∂L/\u2060∂w1 is a product of derivatives.",
    watch:
      "o1 is y_pred, t1 is y_true, z is the sum that f is applied to. Click a factor to light up its neurons, or a weight to see its chain.",
    question: "Which sign has ∂L/\u2060∂w1 for Alice?",
    choices: { positive: "positive", negative: "negative", zero: "it is 0" },
    hint: "Her output is too small, and x1 is −2. If w1 grows, what becomes of h1?",
    because:
      "(−)·(+)·(−) is positive: 0.0215. If w1 grows, h1 falls since x1 is negative, the output falls, and the loss grows. So the update makes w1 smaller.",
    byHand:
      "Choose “to fill in” for the values, and compute the three factors with three significant digits: the product is 0.0214.",
    mistake:
      "f′ is taken at another neuron, or the −2 of the squared error is lost. That ∂L/\u2060∂w1 and ∂L/\u2060∂w3 are equal is due to this start alone.",
  },
  "0.5": {
    title: "Training with gradient descent",
    goal: "Take small steps down the slope. A step is an update; an epoch takes each row once.",
    watch:
      "“Run to 1000” draws the loss; its menu shows it along one parameter, too. All weights start at 1, so h1 and h2 stay twins. The command line takes “small, random (Glorot)”.",
    question: "Which parameter moves most in the first update?",
    choices: { w1: "w1", w5: "w5", b3: "b3" },
    hint: "The change is η times the gradient. Which chain has the fewest small factors?",
    because:
      "b3 is next to the loss: its gradient is −0.2376, and those of w5 and w1 are −0.0113 and 0.0215. All nine gradients are computed with the old weights, and only then all weights move.",
    byHand: "Do the first update of w1: 1 − 0.1 · 0.0215.",
    mistake:
      "A weight is moved before the gradients of the others are computed. An epoch is four updates here, not one.",
  },
  "0.6": {
    title: "Prediction",
    goal: "Ask the trained network about rows that it has never seen.",
    watch:
      "Emily and Frank among the predictions, and where they stand in the plane. In the lab and on the command line, the first weights are random: the numbers differ a little.",
    question: "Emily’s output is 0.9468. Is the network 95\u00a0% sure?",
    choices: yesOrNo,
    hint: "What would have to be counted, on how many rows, to say so?",
    because:
      "The output is a number between 0 and 1 that was fitted to four rows: class 1 at the threshold 0.5. It is neither a verified probability nor a fact about a person.",
    byHand: "Subtract 135 and 66 from Emily’s numbers before you compute.",
    mistake: "A new row isn’t shifted as those of the training were. All four rows right is no evidence for others.",
  },
};
