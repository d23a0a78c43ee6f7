import synaptic from "synaptic";

const people = [
  { input: [-2, -1], output: [1] },
  { input: [25, 6], output: [0] },
  { input: [17, 4], output: [0] },
  { input: [-15, -6], output: [1] },
];
const network = new synaptic.Architect.Perceptron(2, 2, 1);
for (let epoch = 0; epoch < 1000; epoch++) {
  for (const { input, output } of people) {
    network.activate(input);
    network.propagate(0.1, output);
  }
}
const [emily] = network.activate([-7, -3]);
const [frank] = network.activate([20, 2]);
process.exitCode = emily > 0.9 && frank < 0.1 ? 0 : 1;
