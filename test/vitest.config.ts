import { defineConfig } from "vitest/config";

/** What is about networks, and not about packages, documents, programs, types or files of data. */
const NETWORKS = ["contracts", "core", "explain", "lab", "layers", "losses", "numerics", "optim", "testing"]
  .map((folder) => `${folder}/**/*.test.ts`)
  .concat("data/batches.test.ts");

/**
 * What is about threads, compiled kernels and functions of single numbers; what compares the backends by itself; and of
 * explanations, what is about formulas, texts and numbers by hand.
 */
const WITHOUT_BACKEND = [
  "numerics/threads/{busy,closing,full-pool,lost-threads,parallelism,pool,starting}.test.ts",
  "numerics/wasm/kernels.test.ts",
  "numerics/{elementary,elementary-special}.test.ts",
  "numerics/expressions/{notations,texts}.test.ts",
  "numerics/random/*.test.ts",
  "explain/explanation/{independent,stacks}.test.ts",
  "explain/formula/{domain,every-function,oracle,slopes}.test.ts",
  "explain/languages/french-texts.test.ts",
  "explain/render/{display-digits,printed-formulas,rendering}.test.ts",
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
