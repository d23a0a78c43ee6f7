// jax-js on its WebAssembly backend. A whole update is one function under jit, and each is waited for, as its
// documentation advises: otherwise the queue grows and it takes four times as long.
import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, tree } from "@jax-js/jax";
import { arrayOf, outputsOf, requests } from "./library.mjs";

await init("wasm");
defaultDevice("wasm");

/** Whatever the format, numbers go in as float32, which they all are exactly: Node 20 lacks what its float64 needs. */
function arrayIn(dtype, values, shape) {
  return np
    .array(Float32Array.from(values))
    .reshape(shape)
    .astype(dtype === "float32" ? np.float32 : np.float64);
}

const firstValues = ({ layers, dtype }) =>
  layers.map(({ inputs, units, weight, bias }) => ({
    weight: arrayIn(dtype, weight, [inputs, units]),
    bias: arrayIn(dtype, bias, [units]),
  }));

const FUNCTIONS = { sigmoid: nn.sigmoid, tanh: np.tanh, relu: nn.relu, softmax: nn.softmax };

function logits(layers, parameters, x) {
  return parameters.reduce((y, { weight, bias }, place) => {
    const z = np.matmul(y, weight).add(bias);
    return place < layers.length - 1 ? FUNCTIONS[layers[place].activation](z) : z;
  }, x);
}

function lossOf(task) {
  return (parameters, x, t) => {
    const [batch] = x.shape;
    const z = logits(task.layers, parameters, x);
    if (task.loss === "crossEntropy")
      return nn
        .logSoftmax(z)
        .mul(t)
        .sum()
        .mul(-1 / batch);
    return np.square(FUNCTIONS[task.layers.at(-1).activation](z).sub(t)).mean();
  };
}

/** The state after an update. Adam's keeps βᵗ, so that one compiled function serves every step. */
function updateOf(task) {
  const rate = task.learningRate;
  const gradientOf = grad(lossOf(task));
  if (task.optimizer === "SGD") {
    return jit(({ parameters }, x, t) => {
      const gradients = gradientOf(tree.ref(parameters), x, t);
      return { parameters: tree.map((p, g) => p.sub(g.mul(rate)), parameters, gradients) };
    });
  }
  return jit(({ parameters, m, v, power1, power2 }, x, t) => {
    const g = gradientOf(tree.ref(parameters), x, t);
    const nextM = tree.map((a, b) => a.mul(0.9).add(b.mul(0.1)), m, tree.ref(g));
    const nextV = tree.map((a, b) => a.mul(0.999).add(np.square(b).mul(0.001)), v, g);
    const [next1, next2] = [power1.mul(0.9), power2.mul(0.999)];
    const meanCorrection = np.subtract(1, next1.ref);
    const squareCorrection = np.subtract(1, next2.ref);
    const move = (p, a, b) => {
      const root = np.sqrt(b.div(squareCorrection.ref)).add(1e-8);
      return p.sub(a.div(meanCorrection.ref).mul(rate).div(root));
    };
    const moved = tree.map(move, parameters, tree.ref(nextM), tree.ref(nextV));
    meanCorrection.dispose();
    squareCorrection.dispose();
    return { parameters: moved, m: nextM, v: nextV, power1: next1, power2: next2 };
  });
}

function firstState(task) {
  const parameters = firstValues(task);
  if (task.optimizer === "SGD") return { parameters };
  const zeros = () => tree.map((p) => np.zeros(p.shape, { dtype: p.dtype }), parameters);
  const one = () => arrayIn(task.dtype, [1], []);
  return { parameters, m: zeros(), v: zeros(), power1: one(), power2: one() };
}

export function train(task) {
  const { layers, count, batchSize, epochs, dtype } = task;
  const sizes = [layers[0].inputs, outputsOf(task)];
  const cut = (values, size, from, length) =>
    arrayIn(dtype, values.subarray(from * size, (from + length) * size), [length, size]);
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, i) => {
    const length = Math.min(batchSize, count - i * batchSize);
    return [task.inputs, task.targets].map((values, side) => cut(values, sizes[side], i * batchSize, length));
  });
  const update = updateOf(task);
  let state;
  return {
    // In float64, too, its exponential has seven right digits and its logarithm six.
    ...(dtype === "float64" && { tolerance: 1e-4, note: "exp and log as exact as in float32" }),
    reset() {
      if (state !== undefined) tree.dispose(state);
      state = firstState(task);
    },
    async run(times) {
      for (let epoch = 0; epoch < times * epochs; epoch++) {
        for (const [x, t] of batches) {
          state = update(state, x.ref, t.ref);
          await blockUntilReady(state.parameters);
        }
      }
    },
    loss() {
      const [x, t] = [task.inputs, task.targets].map((values, side) => cut(values, sizes[side], 0, count));
      return lossOf(task)(tree.ref(state.parameters), x, t).js();
    },
  };
}

export function predict(task) {
  const { layers, batchSize, dtype, form } = task;
  const FloatArray = arrayOf(dtype);
  const parameters = firstValues(task);
  const forward = jit((values, x) => FUNCTIONS[layers.at(-1).activation](logits(layers, values, x)));
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        const x = arrayIn(dtype, asked[i % asked.length], [batchSize, layers[0].inputs]);
        const y = forward(tree.ref(parameters), x).dataSync();
        last = form === "plain" ? Array.from(y) : FloatArray.from(y);
      }
    },
    output: () => last,
  };
}
