import { type Activation, DataError, show } from "@nn/core/component";
import {
  exponential,
  hardSwish,
  hardTanh,
  identity,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  sparsemax,
  tanh,
} from "@nn/layers";
import { countOf, type Fields, listed, listOf, numberOf } from "../checked.js";

/** What says nothing about what a layer computes: how it began and how it is trained. */
const UNREAD =
  /^(name|trainable|dtype|batch_input_shape|batch_shape|input_dtype|seed|implementation|unroll|optional|.*_(initializer|regularizer|constraint))$/;

const ACTIVATIONS: ReadonlyMap<unknown, Activation> = /* @__PURE__ */ new Map([
  ["linear", identity],
  [null, identity],
  [undefined, identity],
  ["relu", relu],
  ["sigmoid", sigmoid],
  ["softmax", softmax],
  ["softplus", softplus],
  ["tanh", tanh],
  ["exponential", exponential],
  ["hard_swish", hardSwish],
  ["hard_silu", hardSwish],
  ["hard_tanh", hardTanh],
  ["log_sigmoid", logSigmoid],
  ["log_softmax", logSoftmax],
  ["mish", mish],
  ["relu6", relu6],
  ["selu", selu],
  ["silu", silu],
  ["swish", silu],
  ["softsign", softsign],
  ["sparsemax", sparsemax],
]);

/** The settings of a layer in a Keras file. What isn't asked for must be what it usually is. */
export class Config {
  /** The layer's class and place, as a message has them. */
  readonly what: string;
  readonly #fields: Fields;
  readonly #asked = new Set<string>();

  constructor(what: string, fields: Fields) {
    this.what = what;
    this.#fields = fields;
  }

  get(name: string): unknown {
    this.#asked.add(name);
    return this.#fields[name];
  }

  count(name: string): number {
    return countOf(this.get(name), `${this.what}: ${name}`);
  }

  number(name: string, usual: number): number {
    return numberOf(this.get(name) ?? usual, `${this.what}: ${name}`);
  }

  flag(name: string, usual: boolean): boolean {
    const value = this.get(name) ?? usual;
    if (typeof value === "boolean") return value;
    throw new DataError(`${this.what}: ${name} must be true or false, but is ${show(value)}.`);
  }

  pair(name: string): [number, number] {
    const value = this.get(name);
    const list = listOf(typeof value === "number" ? [value, value] : value, `${this.what}: ${name}`, 2);
    return list.map((size) => countOf(size, `${this.what}: ${name}`)) as [number, number];
  }

  padding(): "valid" | "same" {
    const padding = this.get("padding") ?? "valid";
    if (padding === "valid" || padding === "same") return padding;
    throw new DataError(`${this.what}: padding must be "valid" or "same", but is ${show(padding)}.`);
  }

  activation(): Activation {
    const name = this.get("activation");
    const activation = ACTIVATIONS.get(name);
    if (activation !== undefined) return activation;
    const names = [...ACTIVATIONS.keys()].filter((each) => typeof each === "string");
    throw new DataError(
      `${this.what} has the activation ${show(name)}, which isn't read. There are ${names.join(", ")}.`,
    );
  }

  /** @throws DataError unless a setting is missing or one of these values. */
  only(name: string, ...values: unknown[]): void {
    const value = this.get(name);
    const text = JSON.stringify(value);
    if (value === undefined || values.some((each) => JSON.stringify(each) === text)) return;
    throw new DataError(`${this.what} has ${name} ${shown(value)}, which isn't read: it must be ${shown(values[0])}.`);
  }

  /** @throws DataError for a setting that wasn't asked for and that says something. */
  checkRest(): void {
    for (const [name, value] of Object.entries(this.#fields)) {
      const saysNothing = value === null || value === undefined || value === false;
      if (saysNothing || this.#asked.has(name) || UNREAD.test(name)) continue;
      throw new DataError(`${this.what} has ${show(name)} ${shown(value)}, which isn't read.`);
    }
  }
}

function shown(value: unknown): string {
  return Array.isArray(value) ? listed(value) : show(value);
}
