/**
 * @module
 * @mergeModuleWith <project>
 */

export type { ArrayKind, WrittenArray } from "./file/arrays.js";
export type { NetworkFile, WrittenNumbers, WrittenTensor } from "./file/network-file.js";
export type { FileOptions, ReadOptions } from "./file/options.js";
export { fromFile, type NetworkFromFile } from "./file/read-network.js";
export { toSafetensors } from "./file/to-safetensors.js";
export { toFile } from "./file/write-network.js";
export type { ModuleOptions } from "./module/to-module.js";
export { toModule } from "./module/to-module.js";
export type { ModuleTraining } from "./module/training/training-trace.js";
export type { FromOnnxOptions } from "./onnx/read/from-onnx.js";
export { fromOnnx } from "./onnx/read/from-onnx.js";
export type { ToOnnxOptions } from "./onnx/write/to-onnx.js";
export { toOnnx } from "./onnx/write/to-onnx.js";
export { fromPyTorch } from "./pytorch/from-pytorch.js";
export type { PyTorchFiles, ToPyTorchOptions } from "./pytorch/to-pytorch.js";
export { toPyTorch } from "./pytorch/to-pytorch.js";
export type { PyTorchTraining } from "./pytorch/training/to-pytorch-training.js";
export { toPyTorchTraining } from "./pytorch/training/to-pytorch-training.js";
export type { PyTorchCsvOptions, PyTorchTrainingOptions } from "./pytorch/training/training-options.js";
export { fromBrain } from "./readers/brain/from-brain.js";
export type { BrainPipeline } from "./readers/brain/names.js";
export type { FromKerasOptions } from "./readers/keras/from-keras.js";
export { fromKeras } from "./readers/keras/from-keras.js";
export { fromSynaptic } from "./readers/synaptic/from-synaptic.js";
export type { KerasOptions, TensorFlowJsFiles } from "./readers/tensorflow-js/from-tensorflow-js.js";
export { fromTensorFlowJs } from "./readers/tensorflow-js/from-tensorflow-js.js";
export type { TensorDType, TensorValues } from "./safetensors/dtypes.js";
export { readSafetensors } from "./safetensors/read.js";
export type { Safetensors, Tensor } from "./safetensors/tensor.js";
export type { SafetensorsOptions } from "./safetensors/write.js";
export { writeSafetensors } from "./safetensors/write.js";
export type { ServerOptions } from "./server/server-options.js";
export type { ServerFiles } from "./server/to-server.js";
export { toServer } from "./server/to-server.js";
