// ONNX Runtime, the native one: what handing a trained network over buys. It predicts only, from a model built here.
import onnxProto from "onnx-proto";
import ort from "onnxruntime-node";
import { arrayOf, CannotDo, outputsOf, requests } from "./library.mjs";

const { onnx } = onnxProto;
const OPERATORS = { sigmoid: "Sigmoid", tanh: "Tanh", relu: "Relu", softmax: "Softmax" };
const SESSION = { intraOpNumThreads: 1, interOpNumThreads: 1, executionProviders: ["cpu"] };

export function train() {
  throw new CannotDo("predicts only");
}

/** The layers as a graph: Gemm is x·weight + bias. */
function modelOf({ layers, dtype }) {
  const elemType = dtype === "float32" ? onnx.TensorProto.DataType.FLOAT : onnx.TensorProto.DataType.DOUBLE;
  const FloatArray = arrayOf(dtype);
  const tensor = (name, dims, values) => {
    return { name, dims, dataType: elemType, rawData: new Uint8Array(FloatArray.from(values).buffer) };
  };
  const value = (name, size) => {
    return { name, type: { tensorType: { elemType, shape: { dim: [{ dimParam: "batch" }, { dimValue: size }] } } } };
  };
  const nodes = layers.flatMap(({ activation }, place) => [
    { opType: "Gemm", input: [`y${place}`, `weight${place}`, `bias${place}`], output: [`z${place}`] },
    { opType: OPERATORS[activation], input: [`z${place}`], output: [`y${place + 1}`] },
  ]);
  const initializer = layers.flatMap(({ inputs, units, weight, bias }, place) => [
    tensor(`weight${place}`, [inputs, units], weight),
    tensor(`bias${place}`, [units], bias),
  ]);
  const graph = {
    name: "network",
    node: nodes,
    initializer,
    input: [value("y0", layers[0].inputs)],
    output: [value(`y${layers.length}`, layers.at(-1).units)],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: "", version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.fromObject(model)).finish();
}

export async function predict(task) {
  const { layers, batchSize, dtype, form } = task;
  const FloatArray = arrayOf(dtype);
  const session = await ort.InferenceSession.create(modelOf(task), SESSION);
  const asked = requests(task);
  const outputName = `y${layers.length}`;
  const dims = [batchSize, layers[0].inputs];
  let last = new FloatArray(batchSize * outputsOf(task));
  return {
    async run(times) {
      for (let i = 0; i < times; i++) {
        const values = asked[i % asked.length];
        const data = form === "plain" ? FloatArray.from(values) : values;
        const results = await session.run({ y0: new ort.Tensor(dtype, data, dims) });
        const { data: output } = results[outputName];
        last = form === "plain" ? Array.from(output) : output;
      }
    },
    output: () => last,
  };
}
