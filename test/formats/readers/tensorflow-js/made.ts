type Config = Record<string, unknown>;
export const layer = (class_name: string, config: Config = {}) => ({ class_name, config: { name: "a", ...config } });
export const input = (...shape: unknown[]) => ({ batch_input_shape: [null, ...shape] });
export const dense = (config: Config = {}) => layer("Dense", { units: 1, ...input(2), ...config });
export const specs = [
  { name: "a/kernel", shape: [2, 1], dtype: "float32" },
  { name: "a/bias", shape: [1], dtype: "float32" },
];
/** A model with these layers, as TensorFlow.js writes it. */
export const file = (layers: unknown, weights: object[] = specs, values = [1, 2, 0.5]) => ({
  modelJson: {
    modelTopology: { class_name: "Sequential", config: { name: "s", layers } },
    weightsManifest: [{ paths: ["a.bin"], weights }],
  },
  weights: new Float32Array(values).buffer as Uint8Array | ArrayBuffer,
});
