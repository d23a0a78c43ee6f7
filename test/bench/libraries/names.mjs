/** What the tables call each file of this folder, and the packages of ../package.json that it needs. */
export const LIBRARIES = {
  nn: { name: "@nn", packages: [] },
  "nn-reference": { name: "@nn, reference loops", packages: [] },
  "nn-pool": { name: "@nn, pool of 2", packages: [] },
  "hand-unrolled": { name: "hand-unrolled loop", packages: [] },
  "hand-written": { name: "hand-written loops", packages: [] },
  "tensorflow-cpu": { name: "TensorFlow.js, CPU", packages: ["@tensorflow/tfjs"] },
  "tensorflow-wasm": { name: "TensorFlow.js, wasm", packages: ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"] },
  brain: { name: "brain.js", packages: ["brain.js"] },
  synaptic: { name: "synaptic", packages: ["synaptic"] },
  jax: { name: "jax-js, wasm, jit", packages: ["@jax-js/jax"] },
  onnx: { name: "ONNX Runtime, native, 1 thread", packages: ["onnxruntime-node"] },
  "hand-written-simd": { name: "hand-written SIMD", packages: [] },
  registers: { name: "multiply and add in registers", packages: [] },
  numpy: { name: "NumPy, 1 thread", packages: [] },
  "stack-nn": { name: "@nn", packages: [] },
  "stack-nn-reference": { name: "@nn, reference loops", packages: [] },
  "stack-tensorflow-cpu": { name: "TensorFlow.js, CPU", packages: ["@tensorflow/tfjs"] },
  "stack-tensorflow-wasm": {
    name: "TensorFlow.js, wasm",
    packages: ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"],
  },
  "stack-jax": { name: "jax-js, wasm, jit", packages: ["@jax-js/jax"] },
};

/** All of them but @nn's own further rows and those that a workload adds by itself. */
export const COMPETITORS = ["tensorflow-cpu", "tensorflow-wasm", "brain", "synaptic", "jax", "numpy"];
