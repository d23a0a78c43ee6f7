/** The same for both backends, by TensorFlow.js's core. */
export async function trainAndPredict(tf, backend) {
  await tf.setBackend(backend);
  await tf.ready();
  const inputs = [[[-2, -1]], [[25, 6]], [[17, 4]], [[-15, -6]]].map((x) => tf.tensor2d(x));
  const targets = [1, 0, 0, 1].map((t) => tf.tensor2d([[t]]));
  const weights = [tf.randomNormal([2, 2], 0, 1, "float32", 1), tf.randomNormal([2, 1], 0, 1, "float32", 1)];
  const layers = weights.map((weight) => [tf.variable(weight), tf.variable(tf.zeros([weight.shape[1]]))]);
  const predict = (x) => layers.reduce((y, [weight, bias]) => tf.sigmoid(tf.add(tf.matMul(y, weight), bias)), x);
  const optimizer = tf.train.sgd(0.1);
  for (let epoch = 0; epoch < 1000; epoch++) {
    for (let i = 0; i < 4; i++) optimizer.minimize(() => tf.mean(tf.square(tf.sub(predict(inputs[i]), targets[i]))));
  }
  const [emily, frank] = predict(
    tf.tensor2d([
      [-7, -3],
      [20, 2],
    ]),
  ).dataSync();
  process.exitCode = emily > 0.9 && frank < 0.1 ? 0 : 1;
}
