import brain from "brain.js";

const people = [
  { input: [-2, -1], output: [1] },
  { input: [25, 6], output: [0] },
  { input: [17, 4], output: [0] },
  { input: [-15, -6], output: [1] },
];
const network = new brain.NeuralNetwork({ hiddenLayers: [2] });
network.errorCheckInterval = 1000;
network.train(people, { iterations: 1000, learningRate: 0.2, errorThresh: Number.MIN_VALUE });
const [emily] = network.run([-7, -3]);
const [frank] = network.run([20, 2]);
process.exitCode = emily > 0.9 && frank < 0.1 ? 0 : 1;
