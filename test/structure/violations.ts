/** A file that breaks rules of `.dependency-cruiser.cjs`, and which ones. */
export interface Violation {
  /** Completes "reports …". */
  readonly what: string;
  readonly file: string;
  readonly source: string;
  readonly rules: readonly string[];
}

/** One file for each way to go wrong. What it imports exists, unless it is about things that don't. */
export const violations: readonly Violation[] = [
  {
    what: "a circle",
    file: "packages/core/src/first.ts",
    source: `import { second } from "./second.js";\nexport const first = () => second;`,
    rules: ["no-circle"],
  },
  {
    what: "a circle, at its other end",
    file: "packages/core/src/second.ts",
    source: `import { first } from "./first.js";\nexport const second = first;`,
    rules: ["no-circle"],
  },
  {
    what: "a circle of types alone",
    file: "packages/core/src/question.ts",
    source: `import type { Answer } from "./answer.js";\nexport interface Question { answer: Answer }`,
    rules: ["no-circle"],
  },
  {
    what: "a circle of types alone, at its other end",
    file: "packages/core/src/answer.ts",
    source: `import type { Question } from "./question.js";\nexport interface Answer { question: Question }`,
    rules: ["no-circle"],
  },
  {
    what: "numerics importing core",
    file: "packages/numerics/src/imports-core.ts",
    source: `import { entry } from "@nn/core";\nexport const use = entry;`,
    rules: ["numerics-imports-of-ours"],
  },
  {
    what: "numerics importing a package of others",
    file: "packages/numerics/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["numerics-imports-of-others"],
  },
  {
    what: "layers importing numerics past core",
    file: "packages/layers/src/imports-numerics.ts",
    source: `export { entry } from "@nn/numerics";`,
    rules: ["layers-imports-of-ours"],
  },
  {
    what: "testing importing layers",
    file: "packages/testing/src/imports-layers.ts",
    source: `export { entry } from "@nn/layers";`,
    rules: ["testing-imports-of-ours"],
  },
  {
    what: "testing importing a package of others",
    file: "packages/testing/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["testing-imports-of-others"],
  },
  {
    what: "core importing layers",
    file: "packages/core/src/imports-layers.ts",
    source: `import { entry } from "@nn/layers";\nexport const use = entry;`,
    rules: ["core-imports-of-ours"],
  },
  {
    what: "core importing a type of layers",
    file: "packages/core/src/imports-a-type.ts",
    source: `import type { Entry } from "@nn/layers";\nexport type Use = Entry;`,
    rules: ["core-imports-of-ours"],
  },
  {
    what: "layers importing losses",
    file: "packages/layers/src/imports-losses.ts",
    source: `export { entry } from "@nn/losses";`,
    rules: ["layers-imports-of-ours"],
  },
  {
    what: "losses importing optim",
    file: "packages/losses/src/imports-optim.ts",
    source: `export { entry } from "@nn/optim";`,
    rules: ["losses-imports-of-ours"],
  },
  {
    what: "optim importing data, even late",
    file: "packages/optim/src/imports-data.ts",
    source: `export const late = () => import("@nn/data");`,
    rules: ["optim-imports-of-ours"],
  },
  {
    what: "data importing layers",
    file: "packages/data/src/imports-layers.ts",
    source: `export { entry } from "@nn/layers";`,
    rules: ["data-imports-of-ours"],
  },
  {
    what: "core importing a package of others",
    file: "packages/core/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["core-imports-of-others"],
  },
  {
    what: "layers importing a package of others",
    file: "packages/layers/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["layers-imports-of-others"],
  },
  {
    what: "losses importing a package of others",
    file: "packages/losses/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["losses-imports-of-others"],
  },
  {
    what: "optim importing the type of a package of others",
    file: "packages/optim/src/imports-papaparse.ts",
    source: `import type Papa from "papaparse";\nexport type Use = typeof Papa;`,
    rules: ["optim-imports-of-others"],
  },
  {
    what: "the command importing what core carries",
    file: "packages/cli/src/imports-numerics.ts",
    source: `export { entry } from "@nn/numerics";`,
    rules: ["cli-imports-of-ours"],
  },
  {
    what: "the command importing what data reads tables with",
    file: "packages/cli/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["cli-imports-of-others"],
  },
  {
    what: "experiments importing layers",
    file: "packages/experiments/src/imports-layers.ts",
    source: `export { entry } from "@nn/layers";`,
    rules: ["experiments-imports-of-ours"],
  },
  {
    what: "experiments importing what data reads tables with",
    file: "packages/experiments/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["experiments-imports-of-others"],
  },
  {
    what: "formats importing explain",
    file: "packages/formats/src/imports-explain.ts",
    source: `export { use } from "@nn/explain";`,
    rules: ["formats-imports-of-ours"],
  },
  {
    what: "formats importing what data reads tables with",
    file: "packages/formats/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["formats-imports-of-others"],
  },
  {
    what: "seedrandom in a second file of numerics",
    file: "packages/numerics/src/dice.ts",
    source: `import alea from "seedrandom/lib/alea.js";\nexport const dice = alea;`,
    rules: ["seedrandom-behind-one-file"],
  },
  {
    what: "seedrandom in another package",
    file: "packages/data/src/imports-seedrandom.ts",
    source: `import alea from "seedrandom/lib/alea.js";\nexport const use = alea;`,
    rules: ["data-imports-of-others", "seedrandom-behind-one-file"],
  },
  {
    what: "data in explain",
    file: "packages/explain/src/imports-data.ts",
    source: `export { entry } from "@nn/data";`,
    rules: ["explain-imports-of-ours"],
  },
  {
    what: "a foreign package in explain",
    file: "packages/explain/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["explain-imports-of-others"],
  },
  {
    what: "testing in the page",
    file: "packages/page/src/imports-testing.ts",
    source: `export { entry } from "@nn/testing";`,
    rules: ["page-imports-of-ours", "testing-only-in-tests"],
  },
  {
    what: "a foreign package in the page",
    file: "packages/page/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["page-imports-of-others"],
  },
  {
    what: "explain in the package of all, which would bring uqr with it",
    file: "packages/all/src/imports-explain.ts",
    source: `export { entry } from "@nn/explain";`,
    rules: ["all-imports-of-ours"],
  },
  {
    what: "a foreign package in the package of all",
    file: "packages/all/src/imports-papaparse.ts",
    source: `import Papa from "papaparse";\nexport const use = Papa;`,
    rules: ["all-imports-of-others"],
  },
  {
    what: "a built-in module of Node",
    file: "packages/data/src/imports-node-fs.ts",
    source: `import { readFileSync } from "node:fs";\nexport const use = readFileSync;`,
    rules: ["browser-safe"],
  },
  {
    what: "a built-in module of Node by its old name",
    file: "packages/core/src/imports-os.ts",
    source: `import { cpus } from "os";\nexport const use = cpus;`,
    rules: ["browser-safe"],
  },
  {
    what: "the contract suites in a package's source",
    file: "packages/layers/src/imports-testing.ts",
    source: `export { entry } from "@nn/testing";`,
    rules: ["layers-imports-of-ours", "testing-only-in-tests"],
  },
  {
    what: "the contract suites in core's own source",
    file: "packages/core/src/imports-testing.ts",
    source: `export { entry } from "@nn/testing";`,
    rules: ["core-imports-of-ours", "testing-only-in-tests"],
  },
  {
    what: "a package reaching into core's source",
    file: "packages/losses/src/reaches-into-core.ts",
    source: `export { inner } from "../../core/src/inner.js";`,
    rules: ["public-entries-only"],
  },
  {
    what: "an example reaching into core's source",
    file: "examples/first/src/reaches-into-core.ts",
    source: `export { inner } from "../../../packages/core/src/inner.js";`,
    rules: ["public-entries-only"],
  },
  {
    what: "an example reaching into core through node_modules",
    file: "examples/first/src/reaches-through-node-modules.ts",
    source: `export { inner } from "../node_modules/@nn/core/src/inner.js";`,
    rules: ["public-entries-only"],
  },
  {
    what: "a test reaching into core's source",
    file: "test/reaches-into-core.test.ts",
    source: `import { inner } from "../packages/core/src/inner.js";\nexport const use = inner;`,
    rules: ["public-entries-only"],
  },
  {
    what: "a test importing a file that core doesn't export",
    file: "test/imports-inner.test.ts",
    source: `import { inner } from "@nn/core/src/inner.js";\nexport const use = inner;`,
    rules: ["leads-nowhere"],
  },
  {
    what: "a package importing itself by its name",
    file: "packages/core/src/imports-itself.ts",
    source: `export { entry } from "@nn/core";`,
    rules: ["own-files-by-path"],
  },
  {
    what: "an example importing another one",
    file: "examples/first/src/imports-second.ts",
    source: `export { second } from "../../second/src/main.js";`,
    rules: ["examples-stand-alone"],
  },
  {
    what: "a package that isn't there",
    file: "packages/core/src/imports-nothing.ts",
    source: `export { nothing } from "not-installed";`,
    rules: ["leads-nowhere"],
  },
  {
    what: "a file that isn't there",
    file: "packages/layers/src/imports-no-file.ts",
    source: `export { nothing } from "./nothing.js";`,
    rules: ["leads-nowhere"],
  },
  {
    what: "a library that the bench doesn't depend on",
    file: "test/bench/imports-nothing.mjs",
    source: `export { nothing } from "not-installed";`,
    rules: ["bench-leads-nowhere"],
  },
];
