// TensorFlow.js by its core functions and its own optimizers, which is faster than its layers and exactly the tasks'
// mathematics; the batches are cut before anything is timed.
import { CannotDo, outputsOf, requests } from "./library.mjs";

export async function withTensorFlow(tf, backend) {
  await tf.setBackend(backend);
  await tf.ready();
  return { train: (task) => train(tf, task), predict: (task) => predict(tf, task) };
}

function checkFormat({ dtype }) {
  if (dtype !== "float32") throw new CannotDo("has float32 only");
}

function firstValues(tf, { inputs, units, weight, bias }) {
  return [tf.tensor2d(Float32Array.from(weight), [inputs, units]), tf.tensor1d(Float32Array.from(bias))];
}

/** The last weighted sums; the other layers with their activations. */
function logits(tf, layers, variables, x) {
  let y = x;
  layers.forEach(({ activation }, place) => {
    const [weight, bias] = variables[place];
    const isLast = place === layers.length - 1;
    const fused = !isLast && activation === "relu" ? "relu" : "linear";
    y = tf.fused.matMul({ a: y, b: weight, bias, activation: fused });
    if (!isLast && fused === "linear") y = tf[activation](y);
  });
  return y;
}

function train(tf, task) {
  checkFormat(task);
  const { layers, count, batchSize, epochs, learningRate } = task;
  const inputs = tf.tensor2d(Float32Array.from(task.inputs), [count, layers[0].inputs]);
  const targets = tf.tensor2d(Float32Array.from(task.targets), [count, outputsOf(task)]);
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, i) => {
    const length = Math.min(batchSize, count - i * batchSize);
    return { x: inputs.slice([i * batchSize, 0], [length, -1]), t: targets.slice([i * batchSize, 0], [length, -1]) };
  });
  const variables = layers.map((layer) => firstValues(tf, layer).map((value) => tf.variable(value)));
  const optimizer =
    task.optimizer === "Adam" ? tf.train.adam(learningRate, 0.9, 0.999, 1e-8) : tf.train.sgd(learningRate);

  const lossOf = (x, t) => {
    const z = logits(tf, layers, variables, x);
    if (task.loss === "crossEntropy") return tf.neg(tf.sum(tf.mul(t, tf.logSoftmax(z)))).div(x.shape[0]);
    return tf.mean(tf.square(tf.sub(tf[layers.at(-1).activation](z), t)));
  };
  return {
    // The optimizer's memory isn't taken back: it is only timed on after the check.
    reset() {
      layers.forEach((layer, place) => {
        const values = firstValues(tf, layer);
        values.forEach((value, i) => {
          variables[place][i].assign(value);
        });
        tf.dispose(values);
      });
    },
    run(times) {
      for (let epoch = 0; epoch < times * epochs; epoch++) {
        for (const { x, t } of batches) optimizer.minimize(() => lossOf(x, t));
      }
    },
    loss: () => tf.tidy(() => lossOf(inputs, targets).dataSync()[0]),
  };
}

function predict(tf, task) {
  checkFormat(task);
  const { layers, batchSize, form } = task;
  const variables = layers.map((layer) => firstValues(tf, layer));
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        const result = tf.tidy(() => {
          const z = logits(tf, layers, variables, tf.tensor2d(asked[i % asked.length], [batchSize, layers[0].inputs]));
          return tf[layers.at(-1).activation](z).dataSync();
        });
        last = form === "plain" ? Array.from(result) : result;
      }
    },
    output: () => last,
  };
}
