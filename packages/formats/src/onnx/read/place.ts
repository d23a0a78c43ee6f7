import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Message } from "../schema/message.js";

/** A node in its place, with its attributes by name. */
export class NodePlace {
  readonly operator: string;
  readonly label: string;
  readonly #attributes: ReadonlyMap<string, Message<"AttributeProto">>;

  constructor(node: Message<"NodeProto">, index: number) {
    this.operator = node.op_type ?? "";
    this.label =
      index < 0
        ? `the output ${show(node.name ?? "")}`
        : `node ${index}, ${show(node.name ?? "")} (${show(this.operator).slice(1, -1)})`;
    this.#attributes = new Map(Array.from(node.attribute ?? [], (one) => [one.name ?? "", one]));
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
