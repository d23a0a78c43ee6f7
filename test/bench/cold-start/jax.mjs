import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, tree } from "@jax-js/jax";

await init("wasm");
defaultDevice("wasm");

const inputs = [[[-2, -1]], [[25, 6]], [[17, 4]], [[-15, -6]]].map((x) => np.array(x));
const targets = [1, 0, 0, 1].map((t) => np.array([[t]]));
const predict = (layers, x) => layers.reduce((y, { weight, bias }) => nn.sigmoid(np.matmul(y, weight).add(bias)), x);
const loss = (layers, x, t) => np.square(predict(layers, x).sub(t)).mean();
const update = jit((layers, x, t) => {
  const gradients = grad(loss)(tree.ref(layers), x, t);
  return tree.map((p, g) => p.sub(g.mul(0.1)), layers, gradients);
});
const weights = [
  [
    [1, 0.5],
    [-0.5, 1],
  ],
  [[1], [-1]],
];
let layers = weights.map((weight) => ({ weight: np.array(weight), bias: np.zeros([weight[0].length]) }));
for (let epoch = 0; epoch < 1000; epoch++) {
  for (let i = 0; i < 4; i++) {
    layers = update(layers, inputs[i].ref, targets[i].ref);
    await blockUntilReady(layers);
  }
}
const [[emily], [frank]] = predict(
  layers,
  np.array([
    [-7, -3],
    [20, 2],
  ]),
).js();
process.exitCode = emily > 0.9 && frank < 0.1 ? 0 : 1;
