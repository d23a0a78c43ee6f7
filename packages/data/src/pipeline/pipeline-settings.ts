import type { CellRows } from "@nn/core/component";
import type { TargetColumn } from "./answers.js";
import type { InputColumn } from "./encode-rows.js";

/** What a `Pipeline` is made from. */
export interface PipelineSettings {
  /** The columns that the network takes, in the order of its inputs. */
  readonly inputs: readonly InputColumn[];
  /** Those that it predicts, in the order of its outputs. */
  readonly targets: readonly TargetColumn[];
}

/** What it makes of rows and of outputs: its columns with their codes. */
export interface PipelineRowFormat extends CellRows, PipelineSettings {
  /** The columns that the network takes. */
  readonly inputs: readonly InputColumn[];
  /** Those that it predicts. */
  readonly targets: readonly TargetColumn[];
}
