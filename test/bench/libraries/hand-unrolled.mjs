// The lab's network with each formula written out: what a careful student would write, and what @nn is held to.
import { CannotDo, requests } from "./library.mjs";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

function parametersOf({ layers }) {
  if (layers.length !== 2 || layers[0].inputs !== 2 || layers[0].units !== 2)
    throw new CannotDo("the lab's network only");
  return layers.flatMap(({ weight, bias }) => [...weight, ...bias]);
}

export function train(task) {
  const { inputs, targets, learningRate, epochs } = task;
  let parameters = parametersOf(task);

  function trainOnce() {
    let [w1, w3, w2, w4, b1, b2, w5, w6, b3] = parameters;
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let i = 0; i < 4; i++) {
        const x1 = inputs[2 * i];
        const x2 = inputs[2 * i + 1];
        const h1 = sigmoid(w1 * x1 + w2 * x2 + b1);
        const h2 = sigmoid(w3 * x1 + w4 * x2 + b2);
        const y = sigmoid(w5 * h1 + w6 * h2 + b3);
        const dz = 2 * (y - targets[i]) * y * (1 - y);
        const dz1 = dz * w5 * h1 * (1 - h1);
        const dz2 = dz * w6 * h2 * (1 - h2);
        w1 -= learningRate * dz1 * x1;
        w2 -= learningRate * dz1 * x2;
        b1 -= learningRate * dz1;
        w3 -= learningRate * dz2 * x1;
        w4 -= learningRate * dz2 * x2;
        b2 -= learningRate * dz2;
        w5 -= learningRate * dz * h1;
        w6 -= learningRate * dz * h2;
        b3 -= learningRate * dz;
      }
    }
    parameters = [w1, w3, w2, w4, b1, b2, w5, w6, b3];
  }

  return {
    reset() {
      parameters = parametersOf(task);
    },
    run(times) {
      for (let i = 0; i < times; i++) trainOnce();
    },
    loss() {
      const answer = forward(parameters);
      const errors = Array.from(targets, (target, i) => (answer([inputs[2 * i], inputs[2 * i + 1]])[0] - target) ** 2);
      return errors.reduce((sum, error) => sum + error) / targets.length;
    },
  };
}

function forward([w1, w3, w2, w4, b1, b2, w5, w6, b3]) {
  return ([x1, x2]) => {
    const h1 = sigmoid(w1 * x1 + w2 * x2 + b1);
    const h2 = sigmoid(w3 * x1 + w4 * x2 + b2);
    return [sigmoid(w5 * h1 + w6 * h2 + b3)];
  };
}

export function predict(task) {
  const answer = forward(parametersOf(task));
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) last = answer(asked[i % asked.length]);
    },
    output: () => last,
  };
}
