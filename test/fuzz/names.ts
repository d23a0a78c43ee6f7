/** The methods that make a component, called by a network on arrays of its own: their arguments were looked at before. */
const OF_COMPONENTS = [
  "forward",
  "framed",
  "backward",
  "value",
  "gradient",
  "update",
  "fill",
  "outputShape",
  "parameters",
  "saved",
  "savedPerBatch",
  "scratch",
  "state",
  "branches",
  "prepare",
  "equations",
  "numbersPerMean",
  "operators",
  "pytorch",
  // What a training asks an optimizer.
  "parts",
  "phase",
  "slots",
  "plan",
  "targetShape",
  // What a training asks a loss of several outputs.
  "perOutput",
  "begin",
  // What a training calls of its callbacks, with a report and a view of its own.
  "started",
  "stepped",
  "reported",
  "ended",
  // What a registry asks, with nothing.
  "settings",
  // The array functions of a backend, whose arrays and sizes are looked at there.
  "allocate",
  "kernels",
  "record",
  // What a training asks what a layer brings along.
  "streamOf",
  // For subclasses.
  "load",
  "weigh",
  "stepLoaded",
  "equipment",
  "writeFirst",
  "geometryFor",
  "givenOptions",
];

/** What `JSON.stringify` asks networks for: they say what to write, whatever they are given. */
const OF_JSON = ["Sequential.toJSON", "SavedNetwork.toJSON"];

/** What `fit` calls, with rows that it has counted itself. */
const OF_FIT = ["Trainer.run", "PlainTrainer.run"];

/** What an optimizer calls of a constraint, on arrays of its own. */
const OF_CONSTRAINTS = ["NonNegative", "MaxNorm", "UnitNorm"].flatMap((name) => [`${name}.apply`, `${name}.factorOf`]);

/** The errors, which users catch and don't make. */
const isError = (value: unknown): boolean =>
  typeof value === "function" && (value.prototype as unknown) instanceof Error;

const isClass = (value: unknown): value is { prototype: object } =>
  typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));

/** Every public name of a package that can be called: functions, `new Class`, `Class.method`. */
export function callableNames(exports: object): readonly string[] {
  return Object.entries(exports)
    .flatMap(([name, value]) => {
      if (isError(value)) return [];
      if (isClass(value)) return [`new ${name}`, ...methodsOf(value.prototype).map((method) => `${name}.${method}`)];
      if (typeof value === "function") return [name];
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? methodsOf(value as object).map((method) => `${name}.${method}`)
        : [];
    })
    .filter((name) => ![...OF_JSON, ...OF_FIT, ...OF_CONSTRAINTS].includes(name));
}

function methodsOf(holder: object): string[] {
  const above: unknown = Object.getPrototypeOf(holder);
  const inherited = typeof above !== "object" || above === null || above === Object.prototype ? [] : methodsOf(above);
  const own = Object.entries(Object.getOwnPropertyDescriptors(holder))
    // Those of other libraries throw whatever they are given.
    .filter(([, { value }]) => typeof value === "function" && value.name !== "notHere")
    .map(([name]) => name)
    .filter((name) => name !== "constructor" && !OF_COMPONENTS.includes(name));
  return [...new Set([...inherited, ...own])];
}
