export { toModule } from "./module/to-module.js";
export type { ToOnnxOptions } from "./onnx/write/to-onnx.js";
export { toOnnx } from "./onnx/write/to-onnx.js";
export type { TensorDType, TensorValues } from "./safetensors/dtypes.js";
export { readSafetensors } from "./safetensors/read.js";
export type { Safetensors, Tensor } from "./safetensors/tensor.js";
export type { SafetensorsOptions } from "./safetensors/write.js";
export { writeSafetensors } from "./safetensors/write.js";
