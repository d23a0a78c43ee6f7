import type { Preset } from "./presets.js";
import type { DataState, ExperimentState, LookState, ModelState, Row, SectionName, State } from "./state.js";

/** What can be done on the page. */
export type Action =
  /** One phase on; after the last one, the parameters move. */
  | { readonly kind: "phase" }
  /** One update on. */
  | { readonly kind: "sample" }
  /** On to the end of the epoch. */
  | { readonly kind: "epoch" }
  /** On to the epoch at which runs stop. */
  | { readonly kind: "run" }
  /** One update back. */
  | { readonly kind: "back" }
  /** To the gradients by which the parameters moved last, those of the rows that they were moved for. */
  | { readonly kind: "why" }
  /** To the first weights, which stay what they are. */
  | { readonly kind: "start" }
  /** To a step. */
  | { readonly kind: "go"; readonly step: number }
  | { readonly kind: "epochs"; readonly epochs: number }
  | { readonly kind: "select"; readonly parameter: string }
  /** The row to be explained. */
  | { readonly kind: "example"; readonly example: number | "batch" }
  /** A value of the selected parameter, which stays what it is. */
  | { readonly kind: "try"; readonly value: number }
  | { readonly kind: "light"; readonly id: string | null }
  /** A parameter set by hand. */
  | { readonly kind: "edit"; readonly parameter: string; readonly value: number }
  /** Another network or training, from its start. */
  | { readonly kind: "model"; readonly change: Partial<ModelState> }
  /** A network from a file, with the values of its parameters. */
  | { readonly kind: "network"; readonly model: ModelState; readonly values: Readonly<Record<string, number>> }
  /** Other data; from the start, where rows to learn from change, or how they are prepared. */
  | { readonly kind: "data"; readonly change: Partial<DataState> }
  /** Other data, with a training of their own where they have one, from its start. */
  | ({ readonly kind: "preset" } & Preset)
  /** Other numbers of a row, counted through those to learn from and then those to be predicted; the step stays. */
  | { readonly kind: "row"; readonly row: number; readonly change: Partial<Row> }
  | { readonly kind: "look"; readonly change: Partial<LookState> }
  | { readonly kind: "section"; readonly section: SectionName }
  /** The answer to a section's question, which shows its numbers. */
  | { readonly kind: "reveal"; readonly answer: string }
  | { readonly kind: "answer"; readonly id: string; readonly text: string }
  /** From a worksheet to its network with all numbers. */
  | { readonly kind: "leaveSheet" }
  | { readonly kind: "experiment"; readonly experiment: ExperimentState | null }
  /** A whole state, as of a link; how it looks is left to the reader. */
  | { readonly kind: "open"; readonly state: State };
