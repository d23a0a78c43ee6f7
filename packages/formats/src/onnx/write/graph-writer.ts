import type { DType, FloatArray, Shape } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { ATTRIBUTE, TYPE } from "../schema/types.js";
import type { Value } from "./value.js";

/** What a node is given beside its inputs. */
export interface Attributes {
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly texts?: Readonly<Record<string, string | readonly string[]>>;
  /** Another set of operators than the standard's own. */
  readonly domain?: string;
}

/** Collects the nodes and the constant numbers of a graph, each under a name that only it has. */
export class GraphWriter {
  readonly dtype: DType;
  readonly nodes: Message<"NodeProto">[];
  readonly initializers: Message<"TensorProto">[];
  readonly #names: Set<string>;
  readonly #constants: Map<string, string>;
  readonly #word: string;

  /** @param graph - Another writer, whose graph this one writes as well. */
  constructor(dtype: DType, graph?: GraphWriter) {
    this.dtype = dtype;
    this.nodes = graph?.nodes ?? [];
    this.initializers = graph?.initializers ?? [];
    this.#names = graph === undefined ? new Set() : graph.#names;
    this.#constants = graph === undefined ? new Map() : graph.#constants;
    this.#word = graph === undefined ? "number" : dtype;
  }

  /** What writes doubles into the same graph. */
  doubles(): GraphWriter {
    return this.dtype === "float64" ? this : new GraphWriter("float64", this);
  }

  /** A name that is free: the one that is wanted, or that with a number. */
  name(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#names.has(name); i++) name = `${wanted}_${i}`;
    this.#names.add(name);
    return name;
  }

  /** The numbers of a value in this writer's format. */
  cast(place: string, value: Value): Value {
    return { ...value, name: this.node(place, "Cast", [value.name], { integers: { to: TYPE[this.dtype] } }) };
  }

  /** The same numbers in another shape. */
  reshaped(place: string, value: Value, shape: Shape, always = false): Value {
    if (!always && shape.join() === value.shape.join()) return value;
    return { name: this.node(place, "Reshape", [value.name, this.integers([-1, ...shape])]), shape };
  }

  /** A node with one output. */
  node(place: string, operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = this.name(`${place}/${operator}`);
    this.add(name, operator, inputs, [name], attributes);
    return name;
  }

  add(
    name: string,
    operator: string,
    inputs: readonly string[],
    output: readonly string[],
    { integers = {}, floats = {}, texts = {}, domain }: Attributes = {},
  ): void {
    // What is left out at the end isn't named.
    const given = inputs.slice();
    while (given.at(-1) === "") given.pop();
    const attribute: Message<"AttributeProto">[] = [
      ...Object.entries(integers).map(([name, value]) =>
        typeof value === "number"
          ? { name, type: ATTRIBUTE.integer, i: value }
          : { name, type: ATTRIBUTE.integers, ints: value },
      ),
      ...Object.entries(floats).map(([name, f]) => ({ name, type: ATTRIBUTE.float, f })),
      ...Object.entries(texts).map(([name, value]) =>
        typeof value === "string"
          ? { name, type: ATTRIBUTE.text, s: value }
          : { name, type: ATTRIBUTE.texts, strings: value },
      ),
    ];
    this.nodes.push({ input: given, output, name, op_type: operator, attribute, ...(domain && { domain }) });
  }

  /** Numbers of the network, in its file's format. */
  numbers(wanted: string, values: ArrayLike<number>, shape: Shape): string {
    const own = this.dtype === "float32" ? Float32Array.from(values) : Float64Array.from(values);
    return this.#initializer(this.name(wanted), TYPE[this.dtype], own, shape);
  }

  /** One number, the same one for all who ask for it. */
  scalar(value: number): string {
    return this.#once(`${this.#word} ${Object.is(value, -0) ? "-0" : value}`, (name) =>
      this.numbers(name, [value], []),
    );
  }

  /** A list of whole numbers. */
  integers(values: readonly number[]): string {
    return this.#once(`integers ${values.join(" ")}`, (wanted) => {
      const own = BigInt64Array.from(values, BigInt);
      return this.#initializer(this.name(wanted), TYPE.int64, own, [values.length]);
    });
  }

  /** A list of texts. */
  texts(wanted: string, values: readonly string[]): string {
    const name = this.name(wanted);
    this.initializers.push({ name, dims: [values.length], data_type: TYPE.string, string_data: values });
    return name;
  }

  #once(key: string, make: (wanted: string) => string): string {
    const known = this.#constants.get(key) ?? make(key.replaceAll(" ", "_"));
    this.#constants.set(key, known);
    return known;
  }

  #initializer(name: string, type: number, values: FloatArray | BigInt64Array, dims: Shape): string {
    this.initializers.push({ name, dims, data_type: type, raw_data: littleEndian(values) });
    return name;
  }
}

/** The bytes of numbers, the lowest first, as files have them. */
function littleEndian(values: FloatArray | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
