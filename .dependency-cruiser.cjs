// Who may import whom. `npm run check:imports` holds the tree against these rules, and
// test/structure/imports.test.ts shows each of them at work.
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** What each package may import: which of ours, by their names, and which packages of others. */
const MAY_IMPORT = {
  numerics: { ours: [], others: ["seedrandom"] },
  core: { ours: ["numerics"], others: [] },
  testing: { ours: ["core"], others: [] },
  layers: { ours: ["core"], others: [] },
  losses: { ours: ["core"], others: [] },
  optim: { ours: ["core"], others: [] },
  data: { ours: ["core"], others: ["papaparse", "@types/node"] },
  all: { ours: ["core", "data", "layers", "losses", "optim"], others: [] },
  formats: {
    ours: ["core", "data", "layers", "losses", "optim"],
    others: ["@types/node", "fflate", "pbf", "valibot"],
  },
  experiments: { ours: ["core", "data"], others: ["d3-scale", "d3-shape"] },
  explain: { ours: ["core", "layers", "losses", "optim"], others: ["uqr"] },
  cli: {
    ours: ["core", "data", "experiments", "explain", "formats", "layers", "losses", "optim", "page"],
    others: [
      "@clack/prompts",
      "@types/node",
      "@types/pidusage",
      "aws4fetch",
      "bullmq",
      "commander",
      "fast-xml-parser",
      "ioredis",
      "jiti",
      "jsonc-parser",
      "open",
      "picocolors",
      "pidusage",
      "simple-ascii-chart",
      "sparkly",
      "valibot",
      "yaml",
    ],
  },
  page: {
    ours: ["core", "data", "explain", "formats", "layers", "losses", "optim"],
    others: ["d3-array", "d3-contour", "preact", "valibot"],
  },
};

const packages = join(__dirname, "packages");
const packageNames = readdirSync(packages).filter((packageName) =>
  existsSync(join(packages, packageName, "package.json")),
);

// A new package must say what it may import; without a row no rule would apply to it.
for (const packageName of packageNames) {
  if (MAY_IMPORT[packageName] === undefined) {
    throw new Error(`packages/${packageName} has no row in .dependency-cruiser.cjs: say there what it may import.`);
  }
}

/**
 * The names that others may import a package by: `@nn/core`, `@nn/core/component`.
 *
 * Where a package isn't built, its names lead to no file and dependency-cruiser leaves them as they are written; where it
 * is built, they lead into its dist. So each rule below knows both forms, and answers the same in a fresh clone.
 */
const publicNames = packageNames.flatMap((packageName) => {
  const { name, exports } = JSON.parse(readFileSync(join(packages, packageName, "package.json"), "utf8"));
  return Object.keys(exports).map((entry) => name + entry.slice(1));
});
/** What @nn is measured beside: only `npm run bench` installs it. */
const { dependencies: measured } = JSON.parse(readFileSync(join(__dirname, "test/bench/package.json"), "utf8"));
const exactly = (names) => `^(?:${names.map((name) => name.replace(/[.]/g, "\\.")).join("|")})$`;
const oneOf = (names) => (names.length > 0 ? `(?:${names.join("|")})(?:/|$)` : "(?!)");

const perPackage = Object.entries(MAY_IMPORT).flatMap(([packageName, { ours, others }]) => [
  {
    name: `${packageName}-imports-of-ours`,
    comment: `${packageName} may import ${ours.length > 0 ? ours.join(", ") : "no other package"}: dependencies point one way.`,
    severity: "error",
    from: { path: `^packages/${packageName}/(?:src|dist)/` },
    to: { path: "^(?:@nn|packages)/", pathNot: `^(?:@nn|packages)/${oneOf([packageName, ...ours])}` },
  },
  {
    name: `${packageName}-imports-of-others`,
    comment: `${packageName} may import ${others.length > 0 ? others.join(", ") : "nothing"} of others.`,
    severity: "error",
    from: { path: `^packages/${packageName}/(?:src|dist)/` },
    to: { path: "node_modules/", pathNot: `node_modules/${oneOf(others)}` },
  },
]);

module.exports = {
  forbidden: [
    {
      name: "no-circle",
      comment: "Two files that need each other are one idea, or a third file is missing. Types count too.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...perPackage,
    {
      name: "browser-safe",
      comment:
        "The packages run in a browser as they are, so nothing of Node's but behind a door of that name, and in the command.",
      severity: "error",
      from: { path: "^packages/[^/]+/(?:src|dist)/", pathNot: "^packages/(?:cli/|[^/]+/(?:src|dist)/node/)" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "seedrandom-behind-one-file",
      comment: "Where the random numbers come from is one file's business, so that it can be exchanged there.",
      severity: "error",
      from: { pathNot: "^packages/numerics/src/random/random\\.ts$" },
      to: { path: "(?:^|node_modules/)seedrandom(?:/|$)" },
    },
    {
      name: "testing-only-in-tests",
      comment:
        "The contract suites are for tests: no program should carry them along. What compares gradients is in core.",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/testing/" },
      to: { path: "^(?:@nn|packages)/testing(?:/|$)" },
    },
    {
      name: "public-entries-only",
      comment:
        "What a package doesn't export is its own: import it by its name, not by a path into it. What builds the packages " +
        "reads what they are made of.",
      severity: "error",
      from: {
        path: "^(packages/[^/]+|examples/[^/]+|test)/",
        pathNot: "^test/(?:kernels/|formats/file/schema|cli/(?:schema|errors/french)|explain/precise)",
      },
      to: { path: "^packages/", pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "own-files-by-path",
      comment: "Inside a package, files import each other by path: its own name would lead to its last build.",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^(?:@nn/$1(?:/|$)|packages/$1/dist/)" },
    },
    {
      name: "examples-stand-alone",
      comment: "Each example can be copied and run without the others.",
      severity: "error",
      from: { path: "^examples/([^/]+)/" },
      to: { path: "^examples/", pathNot: "^examples/$1/" },
    },
    {
      name: "leads-nowhere",
      comment: "A name that no package exports, a file that isn't there, or a dependency that package.json lacks.",
      severity: "error",
      from: { pathNot: "^test/bench/" },
      to: { couldNotResolve: true, pathNot: exactly(publicNames) },
    },
    {
      name: "bench-leads-nowhere",
      comment: "The same for the bench, whose dependencies needn't be installed, but must be in its package.json.",
      severity: "error",
      from: { path: "^test/bench/" },
      to: { couldNotResolve: true, pathNot: exactly([...publicNames, ...Object.keys(measured)]) },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules/", "(?:^|/)dist/"] },
    // Written while the tests run, from the code in the documents.
    exclude: { path: "^test/docs/blocks/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".d.ts"],
    },
  },
};
