import { SGD } from "@nn/optim";

/** Six examples with the classes that they are of. */
export const inputs = [
  [-2, -1],
  [3, 6],
  [2, 4],
  [-2, -6],
  [1, 1],
  [0, -3],
];

export const binary = [1, 0, 0, 1, 0, 0];
export const three = [2, 0, 1, 2, 0, 0];
export const oneHot = three.map((each) => [0, 1, 2].map((i) => Number(i === each)));

export const training = { optimizer: new SGD({ learningRate: 0.1 }), epochs: 3, batchSize: 4 };
