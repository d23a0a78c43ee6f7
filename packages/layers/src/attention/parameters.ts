import type { Initializer, ParameterSpec } from "@nn/core/component";
import { zeros } from "../initializers/constant.js";
import type { Parameter } from "./views.js";

/** Those of the heads one behind the other, each of the four drawn as one [inputs, inputs] matrix is. */
export function parametersOf(
  inputs: number,
  heads: number,
  initializer: Initializer,
): Record<Parameter, ParameterSpec> {
  const size = inputs / heads;
  const into = { shape: [heads, inputs, size], initializer, fanIn: inputs, fanOut: inputs };
  const back = { shape: [heads, size, inputs], initializer, fanIn: inputs, fanOut: inputs };
  const bias = { initializer: zeros, role: "bias" as const, fanIn: inputs, fanOut: inputs };
  const ofHeads = { shape: [heads, size], ...bias };
  const outputBias = { shape: [inputs], ...bias };
  const weights = { query: into, key: into, value: into, output: back };
  return { ...weights, queryBias: ofHeads, keyBias: ofHeads, valueBias: ofHeads, outputBias };
}
