import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What is about networks, and not about packages, documents, programs, types or files of data. */
const NETWORKS = ["contracts", "core", "explain", "lab", "layers", "losses", "numerics", "optim", "testing"]
  .map((folder) => `${folder}/**/*.test.ts`)
  .concat("data/batches.test.ts", "formats/stored/stored.test.ts");

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

/**
 * What looks at its process as a whole: memories, threads, compiled code, what is allocated. Each of these files has a
 * process of its own. All others share theirs, so that the packages are loaded a few times, and not some hundred.
 */
const NETWORKS_ALONE = [
  "contracts/everywhere.test.ts",
  "core/memory/memory.test.ts",
  "core/recording/{composed-updates,recorded}.test.ts",
  "layers/convolution/lazy-code.test.ts",
  "numerics/{threads,wasm}/**/*.test.ts",
];
const ALONE = [
  ...NETWORKS_ALONE,
  "formats/**/mutated.test.ts",
  "{allocation,browsers,commands,fuzz,interruption,memory,packages,runtimes}/**/*.test.ts",
];
const REFERENCE = ["./without-webassembly.ts"];

/** What is alone comes first, as it takes longest; then one project after the other, so that its processes are kept. */
class ProjectByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project: { name } }: TestSpecification): string => `${name.endsWith("alone") ? 0 : 1} ${name}`;
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: ProjectByProject },
    // Against what hangs: beside other programs, what takes ten seconds takes a minute and more.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Unless told, one core is left idle: half of two.
    maxWorkers: "100%",
    setupFiles: ["./end-with-the-run.ts"],
    projects: [
      {
        extends: true,
        test: { name: "default backend", include: ["**/*.test.ts"], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: "default backend, alone", include: ALONE } },
      {
        extends: true,
        test: {
          name: "reference backend",
          include: NETWORKS,
          exclude: [...WITHOUT_BACKEND, ...NETWORKS_ALONE],
          isolate: false,
          setupFiles: REFERENCE,
        },
      },
      {
        extends: true,
        test: {
          name: "reference backend, alone",
          include: NETWORKS_ALONE,
          exclude: WITHOUT_BACKEND,
          setupFiles: REFERENCE,
        },
      },
    ],
  },
});
