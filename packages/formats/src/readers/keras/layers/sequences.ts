import { DataError, type Layer, type Shape } from "@nn/core/component";
import { Embedding, GRU, LSTM, type RecurrentOptions, SimpleRNN } from "@nn/layers";
import { listed } from "../../checked.js";
import type { Config } from "../config.js";
import type { ReadLayer } from "../read-layer.js";

export function readEmbedding(config: Config): ReadLayer {
  // The shape of the input says it as well.
  config.get("input_length");
  const [count, size] = [config.count("input_dim"), config.count("output_dim")];
  return {
    layer: new Embedding(count, size),
    uses: [{ name: "embeddings", shape: [count, size], parameter: "table" }],
  };
}

/** What a recurrent layer says beside what all of them say. */
interface Recurrent {
  readonly gates: number;
  /** How many biases a unit has. */
  readonly biases: number;
  make(inputs: number, units: number, options: RecurrentOptions): Layer;
}

export function readLSTM(config: Config, input: Shape): ReadLayer {
  config.only("recurrent_activation", "sigmoid");
  const forgetBias = config.flag("unit_forget_bias", true) ? 1 : 0;
  return readRecurrent(config, input, {
    ...{ gates: 4, biases: 4 },
    make: (inputs, units, options) => new LSTM(inputs, units, { ...options, forgetBias }),
  });
}

export function readGRU(config: Config, input: Shape): ReadLayer {
  config.only("recurrent_activation", "sigmoid");
  // TensorFlow.js has the other form alone, and says nothing.
  const resetAfter = config.flag("reset_after", false);
  return readRecurrent(config, input, {
    ...{ gates: 3, biases: resetAfter ? 6 : 3 },
    make: (inputs, units, options) => new GRU(inputs, units, { ...options, resetAfter }),
  });
}

export function readSimpleRNN(config: Config, input: Shape): ReadLayer {
  return readRecurrent(config, input, {
    ...{ gates: 1, biases: 1 },
    make: (inputs, units, options) => new SimpleRNN(inputs, units, options),
  });
}

function readRecurrent(config: Config, input: Shape, { gates, biases, make }: Recurrent): ReadLayer {
  const inputs = input[1];
  if (input.length !== 2 || inputs === undefined) {
    throw new DataError(`${config.what} takes sequences [steps, inputs], but is given ${listed(input)}.`);
  }
  config.only("activation", "tanh");
  const dropout = config.number("dropout", 0);
  const recurrentDropout = config.number("recurrent_dropout", 0);
  const units = config.count("units");
  const returnSequences = config.flag("return_sequences", false);
  const useBias = config.flag("use_bias", true);
  const all = gates * units;
  const arrange = (rows: number) => (values: ArrayLike<number>) => gateByGate(values, rows, gates, units);
  const bias = { name: "bias", shape: biases > gates ? [2, all] : [all], parameter: "bias" };
  const uses = [
    { name: "kernel", shape: [inputs, all], parameter: "weight", arrange: arrange(inputs) },
    { name: "recurrent_kernel", shape: [units, all], parameter: "recurrentWeight", arrange: arrange(units) },
    ...(useBias ? [bias] : []),
  ];
  const layer = make(inputs, units, { returnSequences, dropout, recurrentDropout });
  return { layer, uses, constants: useBias ? {} : { bias: { size: biases * units, value: 0 } } };
}

/** From the gates side by side, [rows, gates · units], to one behind the other, [gates, rows, units]. */
function gateByGate(values: ArrayLike<number>, rows: number, gates: number, units: number): Float64Array {
  const arranged = new Float64Array(values.length);
  let at = 0;
  for (let gate = 0; gate < gates; gate++) {
    for (let row = 0; row < rows; row++) {
      for (let unit = 0; unit < units; unit++) arranged[at++] = values[(row * gates + gate) * units + unit]!;
    }
  }
  return arranged;
}
