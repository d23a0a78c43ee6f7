import { Sequential } from "@nn/core";
import { setByName } from "@nn/explain";
import { Dense } from "@nn/layers";

/** Section 0.1: w = (0, 1), b = 4, x = (2, 3). */
export function oneNeuron(): Record<string, number> {
  const output = (b1: number): number => {
    const neuron = new Sequential([new Dense(2, 1)]);
    setByName(neuron, { w1: 0, w2: 1, b1 });
    return neuron.predict([2, 3])[0] ?? Number.NaN;
  };
  return {
    "neuron.y": output(4),
    "neuron.less": output(-4),
    "neuron.without": output(0),
    "neuron.mirrored": 1 - output(4),
  };
}
