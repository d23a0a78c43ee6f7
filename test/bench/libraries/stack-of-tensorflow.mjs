// TensorFlow.js by its core functions, as in tensorflow.mjs.
import { CannotDo } from "./library.mjs";

export async function withTensorFlow(tf, backend) {
  await tf.setBackend(backend);
  await tf.ready();
  return { train: (task) => train(tf, task), predict: (task) => predict(tf, task) };
}

const firstValues = (tf, { stages }) =>
  stages.map(({ values }) =>
    Object.fromEntries(
      Object.entries(values).map(([name, { shape, values }]) => [name, tf.tensor(Float32Array.from(values), shape)]),
    ),
  );

const FUNCTIONS = {
  conv: (tf, x, { weight, bias }, { activation }) => tf[activation](tf.add(tf.conv2d(x, weight, 1, "valid"), bias)),
  pool: (tf, x) => tf.maxPool(x, 2, 2, "valid"),
  flatten: (tf, x) => tf.reshape(x, [x.shape[0], -1]),
  dense: (tf, x, { weight, bias }) => tf.add(tf.matMul(x, weight), bias),
  lstm(tf, x, { weight, recurrentWeight, bias }) {
    const [batch, steps, inputs] = x.shape;
    const units = bias.shape[1];
    const besides = (each) => tf.reshape(tf.transpose(each, [1, 0, 2]), [-1, 4 * units]);
    const [w, u, b] = [besides(weight), besides(recurrentWeight), tf.reshape(bias, [4 * units])];
    let h = tf.zeros([batch, units]);
    let c = h;
    for (let step = 0; step < steps; step++) {
      const row = tf.reshape(tf.slice(x, [0, step, 0], [batch, 1, inputs]), [batch, inputs]);
      const z = tf.add(tf.add(tf.matMul(row, w), tf.matMul(h, u)), b);
      const [i, f, g, o] = tf.split(z, 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    }
    return h;
  },
};

const logits = (tf, { stages }, values, x) =>
  stages.reduce((y, stage, place) => FUNCTIONS[stage.type](tf, y, values[place], stage), x);

function train(tf, task) {
  const { count, shape, learningRate, stages } = task;
  if (tf.getBackend() === "wasm" && stages.some(({ type }) => type === "conv")) {
    throw new CannotDo("has no gradient of a convolution");
  }
  const x = tf.tensor(Float32Array.from(task.inputs), [count, ...shape]);
  const t = tf.tensor(Float32Array.from(task.targets), [count, task.targets.length / count]);
  const variables = firstValues(tf, task).map((values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, tf.variable(value)])),
  );
  const optimizer = tf.train.sgd(learningRate);
  const lossOf = () => tf.neg(tf.sum(tf.mul(t, tf.logSoftmax(logits(tf, task, variables, x))))).div(count);
  return {
    reset() {
      const first = firstValues(tf, task);
      for (const [place, values] of variables.entries())
        for (const name of Object.keys(values)) values[name].assign(first[place][name]);
      tf.dispose(first);
    },
    run(times) {
      for (let i = 0; i < times; i++) optimizer.minimize(lossOf);
    },
    loss: () => tf.tidy(() => lossOf().dataSync()[0]),
  };
}

function predict(tf, task) {
  const { count, shape } = task;
  const values = firstValues(tf, task);
  const inputs = Float32Array.from(task.inputs);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++)
        last = tf.tidy(() => logits(tf, task, values, tf.tensor(inputs, [count, ...shape])).dataSync());
    },
    output: () => last,
  };
}
