import { DataError, type Shape } from "@nn/core/component";
import { Embedding, LSTM } from "@nn/layers";
import { listed } from "../../checked.js";
import type { Config } from "../config.js";
import type { ReadLayer } from "../read-layer.js";

const GATES = 4;

export function readEmbedding(config: Config): ReadLayer {
  // The shape of the input says it as well.
  config.get("input_length");
  const [count, size] = [config.count("input_dim"), config.count("output_dim")];
  return {
    layer: new Embedding(count, size),
    uses: [{ name: "embeddings", shape: [count, size], parameter: "table" }],
  };
}

export function readLSTM(config: Config, input: Shape): ReadLayer {
  const inputs = input[1];
  if (input.length !== 2 || inputs === undefined) {
    throw new DataError(`${config.what} takes sequences [steps, inputs], but is given ${listed(input)}.`);
  }
  config.only("activation", "tanh");
  config.only("recurrent_activation", "sigmoid");
  config.only("dropout", 0, null);
  config.only("recurrent_dropout", 0, null);
  const units = config.count("units");
  const returnSequences = config.flag("return_sequences", false);
  const forgetBias = config.flag("unit_forget_bias", true) ? 1 : 0;
  const useBias = config.flag("use_bias", true);
  const all = GATES * units;
  const arrange = (rows: number) => (values: ArrayLike<number>) => gateByGate(values, rows, units);
  const uses = [
    { name: "kernel", shape: [inputs, all], parameter: "weight", arrange: arrange(inputs) },
    { name: "recurrent_kernel", shape: [units, all], parameter: "recurrentWeight", arrange: arrange(units) },
    ...(useBias ? [{ name: "bias", shape: [all], parameter: "bias" }] : []),
  ];
  const layer = new LSTM(inputs, units, { returnSequences, forgetBias });
  return { layer, uses, constants: useBias ? {} : { bias: { size: all, value: 0 } } };
}

/** From the gates side by side, [rows, 4 · units], to one behind the other, [4, rows, units]. */
function gateByGate(values: ArrayLike<number>, rows: number, units: number): Float64Array {
  const arranged = new Float64Array(values.length);
  let at = 0;
  for (let gate = 0; gate < GATES; gate++) {
    for (let row = 0; row < rows; row++) {
      for (let unit = 0; unit < units; unit++) arranged[at++] = values[(row * GATES + gate) * units + unit]!;
    }
  }
  return arranged;
}
