// jax-js on its WebAssembly backend, as in jax.mjs; it convolves with the channels first.
import { blockUntilReady, defaultDevice, grad, init, jit, lax, nn, numpy as np, tree } from "@jax-js/jax";

await init("wasm");
defaultDevice("wasm");

const arrayIn = (values, shape) => np.array(Float32Array.from(values)).reshape(shape);

const firstValues = ({ stages }) =>
  stages.map(({ values }) =>
    Object.fromEntries(Object.entries(values).map(([name, { shape, values }]) => [name, arrayIn(values, shape)])),
  );

const ACTIVATIONS = { relu: nn.relu, identity: (z) => z };
const FUNCTIONS = {
  conv(x, { weight, bias }, { activation }) {
    const z = lax.conv(np.transpose(x, [0, 3, 1, 2]), np.transpose(weight, [3, 2, 0, 1]), [1, 1], "VALID");
    return ACTIVATIONS[activation](np.transpose(z, [0, 2, 3, 1]).add(bias));
  },
  pool(x, _, { shape: [height, width, channels] }) {
    const [down, across] = [height, width].map((size) => Math.floor(size / 2));
    const [batch] = x.shape;
    const even = x.slice([], [0, 2 * down], [0, 2 * across], []);
    return even.reshape([batch, down, 2, across, 2, channels]).max([2, 4]);
  },
  flatten: (x) => x.reshape([x.shape[0], -1]),
  dense: (x, { weight, bias }) => np.matmul(x, weight).add(bias),
  lstm(x, { weight, recurrentWeight, bias }) {
    const [batch, steps] = x.shape;
    const units = bias.shape[1];
    const besides = (each) => np.transpose(each, [1, 0, 2]).reshape([-1, 4 * units]);
    const [w, u, b] = [besides(weight), besides(recurrentWeight), bias.reshape([4 * units])];
    let h = np.zeros([batch, units]);
    let c = np.zeros([batch, units]);
    for (let step = 0; step < steps; step++) {
      const row = x.ref.slice([], step, []);
      const z = np.matmul(row, w.ref).add(np.matmul(h, u.ref)).add(b.ref);
      const gate = (place) => z.ref.slice([], [place * units, (place + 1) * units]);
      const [i, f, g, o] = [nn.sigmoid(gate(0)), nn.sigmoid(gate(1)), np.tanh(gate(2)), nn.sigmoid(gate(3))];
      z.dispose();
      c = f.mul(c).add(i.mul(g));
      h = o.mul(np.tanh(c.ref));
    }
    for (const each of [x, w, u, b, c]) each.dispose();
    return h;
  },
};

const logits = ({ stages }, parameters, x) =>
  stages.reduce((y, stage, place) => FUNCTIONS[stage.type](y, parameters[place], stage), x);

export function train(task) {
  const { count, shape, learningRate } = task;
  const x = arrayIn(task.inputs, [count, ...shape]);
  const t = arrayIn(task.targets, [count, task.targets.length / count]);
  const lossOf = (parameters, inputs, targets) =>
    nn
      .logSoftmax(logits(task, parameters, inputs))
      .mul(targets)
      .sum()
      .mul(-1 / count);
  const gradientOf = grad(lossOf);
  const update = jit((parameters, inputs, targets) => {
    const gradients = gradientOf(tree.ref(parameters), inputs, targets);
    return tree.map((p, g) => p.sub(g.mul(learningRate)), parameters, gradients);
  });
  let parameters;
  return {
    reset() {
      if (parameters !== undefined) tree.dispose(parameters);
      parameters = firstValues(task);
    },
    async run(times) {
      for (let i = 0; i < times; i++) {
        parameters = update(parameters, x.ref, t.ref);
        await blockUntilReady(parameters);
      }
    },
    loss: () => lossOf(tree.ref(parameters), x.ref, t.ref).js(),
  };
}

export function predict(task) {
  const { count, shape } = task;
  const parameters = firstValues(task);
  const inputs = Float32Array.from(task.inputs);
  const forward = jit((values, x) => logits(task, values, x));
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++)
        last = forward(tree.ref(parameters), arrayIn(inputs, [count, ...shape])).dataSync();
    },
    output: () => last,
  };
}
