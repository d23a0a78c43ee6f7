import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Message } from "../schema/message.js";

/** A node in its place, with its attributes by name. */
export class NodePlace {
  readonly operator: string;
  /** The set that the operator is from; `""` for the standard's own. */
  readonly domain: string;
  readonly label: string;
  /** Whether it is what the file gives, and no node. */
  readonly isOutput: boolean;
  readonly #attributes: ReadonlyMap<string, Message<"AttributeProto">>;

  /** @param index - The place among the nodes; missing for what the file gives. */
  constructor(node: Message<"NodeProto">, index?: number) {
    this.operator = node.op_type ?? "";
    this.domain = node.domain ?? "";
    this.isOutput = index === undefined;
    this.label =
      index === undefined
        ? `the output ${show(node.name ?? "")}`
        : `node ${index}, ${show(node.name ?? "")} (${show(this.operator).slice(1, -1)})`;
    this.#attributes = new Map(Array.from(node.attribute ?? [], (one) => [one.name ?? "", one]));
  }

  /** What the file gives under a name. */
  static output(name: string): NodePlace {
    return new NodePlace({ name });
  }

  attribute(name: string): Message<"AttributeProto"> | undefined {
    return this.#attributes.get(name);
  }

  integer(name: string, otherwise: number): number {
    return this.#attributes.get(name)?.i ?? (this.#attributes.has(name) ? 0 : otherwise);
  }

  float(name: string, otherwise: number): number {
    return this.#attributes.get(name)?.f ?? (this.#attributes.has(name) ? 0 : otherwise);
  }

  integers(name: string): readonly number[] | undefined {
    const given = this.#attributes.get(name)?.ints;
    return given && Array.from(given);
  }

  text(name: string, otherwise: string): string {
    return this.#attributes.get(name)?.s ?? otherwise;
  }

  /** Refuses attributes that there is no layer with. */
  expect(fits: boolean, otherwise: string): asserts fits {
    if (!fits) this.refuse(otherwise);
  }

  refuse(what: string): never {
    throw new DataError(`fromOnnx: ${this.label}: ${what}`);
  }
}
