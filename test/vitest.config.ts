import { defineConfig } from "vitest/config";

/** What is about networks, and not about packages, documents or programs. */
const NETWORKS = [
  "contracts",
  "core",
  "data",
  "explain",
  "lab",
  "layers",
  "losses",
  "numerics",
  "optim",
  "testing",
  "types",
].map((folder) => `${folder}/**/*.test.ts`);

/** What is about threads and compiled kernels alone; of explanations, what is about formulas, texts and numbers by hand: no backend computes them. */
const WITHOUT_BACKEND = [
  "numerics/threads/{busy,closing,full-pool,lost-threads,parallelism,pool,starting}.test.ts",
  "numerics/wasm/kernels.test.ts",
  "explain/explanation/independent.test.ts",
  "explain/formula/{domain,every-function,oracle,slopes}.test.ts",
  "explain/languages/french-texts.test.ts",
  "explain/render/{display-digits,rendering}.test.ts",
  "explain/worksheet/sheets-on-paper.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Unless told, one core is left idle: half of two.
    maxWorkers: "100%",
    setupFiles: ["./end-with-the-run.ts"],
    projects: [
      { extends: true, test: { name: "default backend", include: ["**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "reference backend",
          include: NETWORKS,
          exclude: WITHOUT_BACKEND,
          setupFiles: ["./without-webassembly.ts"],
        },
      },
    ],
  },
});
