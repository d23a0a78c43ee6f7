import { OptionError } from "@nn/numerics";

/** What the networks of other libraries are asked for, and how it is written here. */
const WRITTEN_HERE: readonly (readonly [names: string, here: string])[] = [
  ["train trainAsync fitDataset", "await network.fit({ inputs, targets }, { loss, optimizer, epochs, batchSize })"],
  ["run activate call predictOnBatch predictProba predict_proba", "network.predict(inputs)"],
  ["add addLayer", "new Sequential([layer, layer]): a network is given all its layers when it is built"],
  ["compile", "network.fit(data, { loss, optimizer, metrics, epochs, batchSize }): what compile sets is given to fit"],
  [
    "propagate trainOnBatch train_on_batch partialFit partial_fit",
    "network.trainer({ loss, optimizer, batchSize }).step(inputs, targets)",
  ],
  ["test score evaluateDataset", "network.evaluate({ inputs, targets }, { loss, metrics })"],
  ["getWeights", "network.getParameters()"],
  ["setWeights loadWeights", "network.setParameters(parameters), on a network of the same layers"],
  ["save serialize", "JSON.stringify(network), which is the file of the whole network, or toFile of @nn/formats"],
  ["load fromJSON", "fromFile of @nn/formats, of what JSON.stringify(network) gave"],
];

/**
 * Gives networks the methods of other libraries, each of which says how it is written here. They are not in the types, as
 * they are for those who have none.
 */
export function refuseForeignMethods(prototype: object): void {
  for (const [names, here] of WRITTEN_HERE) {
    for (const name of names.split(" ")) {
      if (name in prototype) continue;
      const notHere = (): never => {
        throw new OptionError(`A network has no ${name}. Here it is ${here}.`);
      };
      Object.defineProperty(prototype, name, { value: notHere, configurable: true, writable: true });
    }
  }
}
