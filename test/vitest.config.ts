import { availableParallelism } from "node:os";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What is about networks, and not about packages, documents, programs, types or files of data. */
const NETWORKS = ["contracts", "core", "explain", "lab", "layers", "losses", "optim"]
  .map((folder) => `${folder}/**/*.test.ts`)
  .concat("data/batches.test.ts", "formats/stored/stored.test.ts");

/**
 * What compares the backends by itself, or runs each of them; and what is about texts, descriptions, and numbers by hand, or
 * takes long and needs nothing but the numbers of a training, which are the same to the bit on each.
 */
const WITHOUT_BACKEND = [
  "contracts/{contracts,conventions,coverage,descriptions,layers-everywhere,networks,symbolic}.test.ts",
  "core/authors/authors.test.ts",
  "core/descriptions/*.test.ts",
  "core/gradients/gradient-networks.test.ts",
  "core/same-bits.test.ts",
  "core/network/{counts,doors,settings,sizes}.test.ts",
  "core/recording/{alternating-updates,named-t,prepared-views,schedules}.test.ts",
  "core/recording/recorded-{claims,epochs,errors}.test.ts",
  "core/training/notes/{growth,inputs-and-targets}.test.ts",
  "core/training/state/{killed,fit-state,trainer-state}.test.ts",
  "core/training/state/*settings*.test.ts",
  "explain/{chain,formula,languages,render,worksheet}/**",
  "explain/{check-gradients,precise,where-to-look}.test.ts",
  "explain/{training,update}/{training,to-read,in-training}.test.ts",
  "explain/explanation/{independent,sequences,stacks,wrong-calls,wrong-options}.test.ts",
  "layers/convolution/{known-answers,one-by-one,same-bits}.test.ts",
  "layers/recurrent/labelled-steps.test.ts",
  "losses/outputs*.test.ts",
];

/**
 * What looks at its process as a whole: memories, threads, compiled code, imports, what is allocated. Each of these files has a
 * process of its own. All others share theirs, so that the packages are loaded a few times, and not some hundred.
 */
const ALONE = [
  "contracts/everywhere.test.ts",
  "core/memory/memory.test.ts",
  "core/recording/{composed-updates,recorded}.test.ts",
  "formats/**/mutated.test.ts",
  "layers/convolution/lazy-code.test.ts",
  "numerics/{threads,wasm}/**/*.test.ts",
  "{allocation,commands,fuzz,interruption,memory,runtimes}/**/*.test.ts",
  "site/links.test.ts",
  "structure/starting.test.ts",
];
/** What is about the packages as they are published, which are packed and installed once. */
const PUBLISHED = ["packages/published/*.test.ts"];
/** What opens pages in browsers, which are started once. */
const IN_BROWSERS = ["{browsers,page/browsers}/**/*.test.ts", "site/browsers.test.ts"];
/** Of what is alone, what says which backend there is without WebAssembly. */
const REFERENCE_ALONE = ["core/recording/recorded.test.ts", "numerics/threads/pool-fallback.test.ts"];
const REFERENCE = ["./without-webassembly.ts"];

/** The projects, in the order in which they run: what takes longest comes first. */
const PROJECTS = [
  {
    extends: true,
    test: {
      name: "default backend, browsers",
      include: IN_BROWSERS,
      isolate: false,
      globalSetup: ["browsers/set-up.ts", "page/browsers/set-up.ts"],
    },
  },
  {
    extends: true,
    test: {
      name: "default backend, published",
      include: PUBLISHED,
      globalSetup: ["browsers/set-up.ts", "packages/published/set-up.ts"],
      setupFiles: ["packages/published/filled.ts"],
    },
  },
  { extends: true, test: { name: "default backend, alone", include: ALONE } },
  { extends: true, test: { name: "reference backend, alone", include: REFERENCE_ALONE, setupFiles: REFERENCE } },
  {
    extends: true,
    test: {
      name: "default backend",
      include: ["**/*.test.ts"],
      exclude: [...ALONE, ...PUBLISHED, ...IN_BROWSERS],
      isolate: false,
    },
  },
  {
    extends: true,
    test: {
      name: "reference backend",
      include: NETWORKS,
      exclude: [...WITHOUT_BACKEND, ...ALONE],
      isolate: false,
      setupFiles: REFERENCE,
    },
  },
] as const satisfies TestProjectConfiguration[];

/** One project after the other, so that its processes are kept. */
class ProjectByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification): number =>
      PROJECTS.findIndex(({ test }) => test.name === project.name);
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: ProjectByProject },
    // Against what hangs: beside other programs, what takes ten seconds takes a minute and more.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // Half as many again as there are cores: tests wait for the frames of browsers, for processes and for disks.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    setupFiles: ["./end-with-the-run.ts"],
    // The packages are compiled: Node loads them as they are, as it does for users.
    server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
    projects: PROJECTS,
  },
});
