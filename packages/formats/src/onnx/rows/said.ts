import { DataError } from "@nn/core";
import {
  type Description,
  type DType,
  describerOf,
  isShape,
  type Network,
  type NetworkPipeline,
  type Registry,
  type Shape,
  show,
} from "@nn/core/component";
import { checkKinds, OURS } from "../../file/kinds.js";
import { parseJson } from "../../text/parse-json.js";
import type { Message } from "../schema/message.js";

/** The name under which a file says what its nodes around the layers are. */
export const SAID = "@nn/formats";

/** What a file says of its pipeline, so that it is the same one when it is read: nodes don't tell 2007 from "2007". */
interface SaidRows {
  readonly pipeline: Description;
  readonly dtype: DType;
  readonly inputShape: Shape;
  /** How many whole numbers there are, where its network takes those. */
  readonly indexCount?: number | undefined;
}

/** What a network with a pipeline has written into its file. */
export function saidOf({ pipeline, stack }: Network, dtype: DType): Message<"StringStringEntryProto"> {
  const said: SaidRows = {
    pipeline: describerOf(OURS)(pipeline!, "toOnnx: the pipeline"),
    dtype,
    inputShape: stack.inputShape,
    indexCount: stack.places[0]!.layer.indexCount,
  };
  return { key: SAID, value: JSON.stringify(said) };
}

/** So deep lists may lie in each other. */
const DEEPEST = 20;

/**
 * Makes anew what a file says.
 *
 * @param registry - What makes pipelines.
 * @throws DataError for what no network has written; OptionError for settings that a pipeline can't have.
 */
export function saidIn(
  text: string,
  registry: Registry,
): Omit<SaidRows, "pipeline"> & { readonly pipeline: NetworkPipeline } {
  const where = "The ONNX file's pipeline";
  const {
    pipeline: description,
    dtype,
    inputShape = [],
    indexCount,
  } = Object(parseJson(text, where, DEEPEST)) as Partial<SaidRows>;
  checkKinds(
    description,
    where,
    registry.kinds,
    (name) => `One of your own is given as fromOnnx(file, { kinds: [${name}] }).`,
  );
  const pipeline = registry.make<NetworkPipeline>(description as Description, where);
  if (pipeline.rowFormat === undefined) {
    throw new DataError(`${where} is ${show(pipeline)}, which is no pipeline with a rowFormat.`);
  }
  if (dtype !== "float32" && dtype !== "float64") {
    throw new DataError(`${where} is for numbers of the format ${show(dtype)}, which isn't known.`);
  }
  if (indexCount !== undefined && !(Number.isSafeInteger(indexCount) && indexCount > 0)) {
    throw new DataError(`${where} is for ${show(indexCount)} whole numbers, which is no number of them.`);
  }
  const size = isShape(inputShape) ? inputShape.reduce((product, n) => product * n, 1) : Number.NaN;
  if (size === pipeline.inputSize) return { pipeline, dtype, inputShape, indexCount };
  throw new DataError(
    `${where} gives ${pipeline.inputSize} numbers, which aren't of the shape ${Array.isArray(inputShape) ? show(inputShape.join(" × ")).slice(1, -1) : show(inputShape)}.`,
  );
}
