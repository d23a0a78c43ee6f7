/** A table of docs/performance.md. */
export interface PublishedTable {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly { readonly library: string; readonly figure: number }[];
}

/** Of the workloads that are small. */
export type WorkloadName = "W1" | "W2";

/** What docs/performance.md says, and on which machine; a test writes it from there. */
export const PUBLISHED: {
  readonly measured: string;
  readonly tables: Readonly<Record<WorkloadName, PublishedTable>>;
} = {
  measured:
    "Measured on 2026-11-24, on 2 cores of AMD EPYC, 24 GiB, Linux; Node 20.20.2 (V8 11.3.244.8-node.38), @nn/core 0.1.0.",
  tables: {
    W1: {
      title: "W1: 2-2-1, sigmoid, squared error, batch 1, SGD, 1,000 epochs",
      unit: "µs an update",
      rows: [
        {
          library: "@nn",
          figure: 0.0838,
        },
        {
          library: "hand-unrolled loop",
          figure: 0.0924,
        },
        {
          library: "synaptic",
          figure: 0.139,
        },
        {
          library: "brain.js",
          figure: 0.305,
        },
        {
          library: "hand-written loops",
          figure: 0.293,
        },
        {
          library: "@nn, a report every epoch",
          figure: 0.482,
        },
        {
          library: "@nn, reference loops",
          figure: 0.563,
        },
        {
          library: "NumPy, 1 thread",
          figure: 33.9,
        },
        {
          library: "TensorFlow.js, CPU",
          figure: 153,
        },
        {
          library: "TensorFlow.js, wasm",
          figure: 252,
        },
        {
          library: "jax-js, wasm, jit",
          figure: 211,
        },
      ],
    },
    W2: {
      title: "W2: 4-16-16-3, tanh, softmax cross-entropy, batch 16, Adam, 150 rows, 100 epochs",
      unit: "samples/s",
      rows: [
        {
          library: "@nn",
          figure: 1130000,
        },
        {
          library: "synaptic",
          figure: 423000,
        },
        {
          library: "@nn, reference loops",
          figure: 325000,
        },
        {
          library: "hand-written loops",
          figure: 278000,
        },
        {
          library: "NumPy, 1 thread",
          figure: 143000,
        },
        {
          library: "jax-js, wasm, jit",
          figure: 17500,
        },
      ],
    },
  },
};
