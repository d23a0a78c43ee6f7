import { type Description, type DType, describerOf, type Network } from "@nn/core/component";
import { OURS } from "../../file/kinds.js";
import type { Message } from "../schema/message.js";

/** The name under which a file says what its nodes around the layers are. */
export const SAID = "@nn/formats";

/** What a file says of its pipeline, so that it is the same one when it is read: nodes have no names of categories' kinds. */
export interface SaidRows {
  readonly pipeline: Description;
  readonly dtype: DType;
  readonly inputShape: readonly number[];
}

/** What a network with a pipeline has written into its file. */
export function saidOf({ pipeline, stack }: Network, dtype: DType): Message<"StringStringEntryProto"> {
  const said: SaidRows = {
    pipeline: describerOf(OURS)(pipeline!, "toOnnx: the pipeline"),
    dtype,
    inputShape: stack.inputShape,
  };
  return { key: SAID, value: JSON.stringify(said) };
}
