import type { Shape } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { TYPE } from "../schema/types.js";
import type { GraphWriter } from "./graph-writer.js";
import type { Value } from "./value.js";

/** What a file has around the layers of its network. */
export interface Ends {
  /** What the file takes. */
  readonly inputs: readonly Message<"ValueInfoProto">[];
  /** What the first layer takes. */
  readonly x: Value;
  /** The name that what the last layer gives has for what makes the file's outputs of it; missing where that is one of them. */
  readonly last?: string;
  /** What the file gives, made of what the last layer gives. */
  outputs(y: Value): readonly Message<"ValueInfoProto">[];
}

/** Numbers in, numbers out. */
export function numberEnds(writer: GraphWriter, names: { input: string; output: string }, inputShape: Shape): Ends {
  const input = writer.name(names.input);
  const output = writer.name(names.output);
  return {
    inputs: [described(input, TYPE[writer.dtype], inputShape)],
    x: { name: input, shape: inputShape },
    outputs(y) {
      writer.add(output, "Identity", [y.name], [output]);
      return [described(output, TYPE[writer.dtype], y.shape)];
    },
  };
}

/** What a graph says of its inputs and outputs. */
export function described(name: string, type: number, shape: readonly number[]): Message<"ValueInfoProto"> {
  const dim = [{ dim_param: "examples" }, ...shape.map((dim_value) => ({ dim_value }))];
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } };
}
