import { type Activation, DataError, defineActivation, show } from "@nn/core/component";
import { relu, sigmoid, tanh } from "@nn/layers";

/** The activation of a brain.js network, by its name there. */
export function activationOf(name: unknown, alpha: number, isFirstVersion: boolean): Activation {
  if (name === "sigmoid") return sigmoid;
  if (name === "relu") return relu;
  if (name === "tanh") return tanh;
  if (name === "leaky-relu") return isFirstVersion ? scaledRelu(alpha) : leakyRelu(alpha);
  throw new DataError(
    `The brain.js network has the activation ${show(name)}. There are "sigmoid", "relu", "leaky-relu" and "tanh".`,
  );
}

function leakyRelu(alpha: number): Activation {
  return defineActivation({
    name: `leaky-relu(${alpha})`,
    formula: { value: `z < 0 ? ${alpha} * z : z`, derivative: `z < 0 ? ${alpha} : 1` },
  });
}

/** What brain.js 1 computes under the name leaky-relu: the leak is on the wrong side, and a network was trained with it there. */
function scaledRelu(alpha: number): Activation {
  return defineActivation({
    name: `leaky-relu of brain.js 1 (${alpha})`,
    formula: { value: `z < 0 ? 0 : ${alpha} * z`, derivative: `z < 0 ? 0 : ${alpha}` },
    range: alpha >= 0 ? { least: 0, most: Infinity } : undefined,
  });
}
