import type { Sequential } from "@nn/core";
import { checkNetwork, type FloatArray } from "@nn/core/component";
import { Functions } from "./functions.js";
import { interfaceText } from "./interface.js";
import { Names } from "./names.js";
import { arrayText, DECODER } from "./numbers.js";
import { rowsText } from "./rows.js";
import { type ArrayPart, type Call, linesOf, rolled } from "./statements.js";
import { isFloats, type KernelCall, type NamedArray, traceOf } from "./trace.js";

/** What a module declares beside kernels and arrays. */
const OWN_NAMES = (
  "predict predictOne compute levelsIn lists read unfit shown nested forward isRow answerRows numbersOf cellIn isMissing scaled coded foreign " +
  "toAnswer toNumber toClass computed toProbabilities COLUMNS TARGETS LAYERS"
).split(" ");

/**
 * Writes a network down as one readable ES module without any dependency. Its `predict` takes one example or a list of
 * them, nested by the network's shape, and answers with the same bits on every engine; a typed array is one example of one
 * axis, where the network's own takes many examples in one as well. It is JavaScript with types in its comments, which
 * TypeScript reads.
 *
 * The module has the kernels that the network calls for one example, in their order, and of its formulas those that it
 * uses. What is repeated, as at each time step of a recurrent layer, is a loop.
 *
 * With a pipeline it takes raw rows, and answers with labels or in the column's own unit, as the network does.
 *
 * @throws OptionError for what is no network, for a layer that doesn't say that it calls kernels alone, and for kernels that say no `written`.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [0, 1], "0.bias": [4] });
 * toModule(network).includes("const weight_0 = Float64Array.of(0, 1);"); // => true
 */
export function toModule(network: Sequential): string {
  const { stack, dtype } = checkNetwork("toModule", network);
  const { pipeline } = network;
  const trace = traceOf(network);
  const names = new Names(...OWN_NAMES, DECODER.name);
  const functions = new Functions(names, dtype === "float32");
  const arrays = new Arrays(trace.arrays, names);
  const body = trace.layers.flatMap(({ label, calls }) => {
    const statements = calls.map((call) => statementOf(call, functions, arrays));
    return [`  // ${label}`, ...linesOf(rolled(statements))];
  });
  const [inputs, outputs] = [arrays.nameOf(trace.inputs), arrays.nameOf(trace.outputs)];
  const rows = pipeline && rowsText(pipeline, functions, outputs);
  const given = stack.allPlaces.map(({ path, label }, i) => {
    return `  [${JSON.stringify(path)}, ${JSON.stringify(label)}, ${arrays.nameOf(trace.given[i]!)}],`;
  });
  const declared = arrays.declarations();
  const title = `${stack.places.length} layer${stack.places.length === 1 ? "" : "s"}`;
  return [
    `/*\n * A network of ${title}, written by @nn/formats:\n${stack.places.map(({ label }) => ` *   ${label}\n`).join("")} */`,
    interfaceText({ stack, inputs, outputs, rows, isSingle: dtype === "float32" }),
    ...(rows ? [rows.source] : []),
    declared.join("\n"),
    `/** What the layers give. */\nconst LAYERS = [\n${given.join("\n")}\n];`,
    `/** Takes the example in ${inputs} through the layers, into ${outputs}. */\nfunction forward() {\n${body.join("\n")}\n}`,
    ...functions.texts,
    ...(declared.some((line) => line.includes(`${DECODER.name}(`)) ? [DECODER.source] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function statementOf({ kernel, given }: KernelCall, functions: Functions, arrays: Arrays): Call {
  const parts = given.map((each) => (isFloats(each) ? arrays.partOf(each) : textOf(each)));
  const name = functions.of(kernel);
  if (typeof kernel === "string" || "text" in kernel) return { name, given: parts };
  const constants = kernel.written!.constants.map((constant) => JSON.stringify(constant));
  return { name, given: [...constants, ...parts] };
}

function textOf(given: number | readonly number[] | undefined): string {
  if (typeof given === "object") return `[${given.map(textOf).join(", ")}]`;
  return Object.is(given, -0) ? "-0" : String(given);
}

/** The arrays of a pass, by the memory that they lie in. */
class Arrays {
  readonly #all: (NamedArray & { isUsed: boolean })[];
  readonly #names: Names;

  constructor(named: readonly NamedArray[], names: Names) {
    this.#names = names;
    this.#all = named.map(({ name, values, isKept }) => ({ name: names.like(name), values, isKept, isUsed: false }));
  }

  /** Which part of which array it is. One that isn't an array of the pass is a layer's own, with what it holds. */
  partOf(values: FloatArray): ArrayPart {
    const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = values;
    const isWithin = ({ values: whole }: NamedArray): boolean =>
      whole.buffer === buffer &&
      byteOffset >= whole.byteOffset &&
      byteOffset + byteLength <= whole.byteOffset + whole.byteLength;
    let found = this.#all.find(isWithin);
    if (found === undefined) {
      found = { name: this.#names.like("own"), values, isKept: true, isUsed: true };
      this.#all.push(found);
    }
    found.isUsed = true;
    return { array: found.name, offset: (byteOffset - found.values.byteOffset) / BYTES_PER_ELEMENT, steps: [] };
  }

  nameOf(values: FloatArray): string {
    return this.partOf(values).array;
  }

  /** Those that are used. */
  declarations(): string[] {
    const used = this.#all.filter(({ isUsed }) => isUsed);
    return used.map(({ name, values, isKept }) => `const ${name} = ${arrayText(values, isKept)};`);
  }
}
