import { DataError, type Layer, type Shape } from "@nn/core/component";
import { Embedding, GRU, LSTM, type RecurrentOptions, SimpleRNN } from "@nn/layers";
import { listed } from "../../checked.js";
import type { Config } from "../config.js";
import type { Mask, Numbers } from "../mask.js";
import type { ReadLayer } from "../read-layer.js";

export function readEmbedding(config: Config): ReadLayer {
  // The shape of the input says it as well.
  config.get("input_length");
  const [count, size] = [config.count("input_dim"), config.count("output_dim")];
  const isMasked = config.flag("mask_zero", false);
  return {
    layer: new Embedding(count, size, isMasked ? { paddingIndex: 0 } : {}),
    uses: [{ name: "embeddings", shape: [count, size], parameter: "table" }],
    // Keras has the numbers of row 0 there.
    ...(isMasked && {
      mask: { value: 0, by: config.what, differs: true, flaw: ([table]) => rowOfZeros(table!, count, size) },
    }),
  };
}

function rowOfZeros({ values }: Numbers, count: number, size: number): string | undefined {
  for (let row = 1; row < count; row++) {
    let isZero = true;
    for (let i = row * size; isZero && i < (row + 1) * size; i++) isZero = values[i] === 0;
    if (isZero) return `row ${row} of its table is all 0, as steps that are skipped are here`;
  }
  return undefined;
}

/** Numbers that stay what they are, but that Keras makes those of masked steps 0. */
export function readMasking(config: Config): ReadLayer {
  const value = config.number("mask_value", 0);
  return { mask: { value, by: config.what, differs: value !== 0 } };
}

/** What a recurrent layer says beside what all of them say. */
interface Recurrent {
  readonly gates: number;
  /** How many biases a unit has. */
  readonly biases: number;
  make(inputs: number, units: number, options: RecurrentOptions): Layer;
}

export function readLSTM(config: Config, input: Shape, maskValue: number | undefined): ReadLayer {
  config.only("recurrent_activation", "sigmoid");
  const forgetBias = config.flag("unit_forget_bias", true) ? 1 : 0;
  return readRecurrent(config, [input, maskValue], {
    ...{ gates: 4, biases: 4 },
    make: (inputs, units, options) => new LSTM(inputs, units, { ...options, forgetBias }),
  });
}

export function readGRU(config: Config, input: Shape, maskValue: number | undefined): ReadLayer {
  config.only("recurrent_activation", "sigmoid");
  // TensorFlow.js has the other form alone, and says nothing.
  const resetAfter = config.flag("reset_after", false);
  return readRecurrent(config, [input, maskValue], {
    ...{ gates: 3, biases: resetAfter ? 6 : 3 },
    make: (inputs, units, options) => new GRU(inputs, units, { ...options, resetAfter }),
  });
}

export function readSimpleRNN(config: Config, input: Shape, maskValue: number | undefined): ReadLayer {
  return readRecurrent(config, [input, maskValue], {
    ...{ gates: 1, biases: 1 },
    make: (inputs, units, options) => new SimpleRNN(inputs, units, options),
  });
}

function readRecurrent(
  config: Config,
  [input, maskValue]: readonly [input: Shape, maskValue: number | undefined],
  { gates, biases, make }: Recurrent,
): ReadLayer {
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
  const zeroOutput = config.flag("zero_output_for_mask", false);
  const isMasked = maskValue !== undefined;
  const layer = make(inputs, units, {
    ...{ returnSequences, dropout, recurrentDropout },
    ...(isMasked && { maskValue }),
  });
  // Unless told, Keras gives the output before once more.
  const mask: Mask | undefined =
    isMasked && returnSequences
      ? { value: 0, by: config.what, differs: !zeroOutput, flaw: ([, , given]) => zerosGiveZeros(given, gates, units) }
      : undefined;
  return { layer, ...(mask && { mask }), uses, constants: useBias ? {} : { bias: { size: biases * units, value: 0 } } };
}

/** Without a bias of what goes into its state, a layer gives 0 for steps of 0 that aren't skipped. */
function zerosGiveZeros(bias: Numbers | undefined, gates: number, units: number): string | undefined {
  // It is that of the last gate but for an LSTM, whose last one is that of what it gives.
  const gate = Math.min(gates - 1, 2);
  const all = Array.from(bias?.values ?? []);
  if (all.some((value, i) => Math.floor(i / units) % gates === gate && value !== 0)) return undefined;
  return "without biases its outputs may be all 0, as those of steps that are skipped are here";
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
