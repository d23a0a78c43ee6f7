import type { Initializer } from "@nn/core/component";
import type { Cell } from "./cell.js";
import type { StepEquations } from "./equations.js";
import type { PyTorchKind } from "./formats/modules.js";
import type { RecurrentOperator } from "./formats/operators.js";

/** What makes one recurrent layer another. */
export interface Kind {
  readonly kind: string;
  /** The class: what its instances have can't change, where it isn't a subclass's. */
  readonly type: unknown;
  readonly cell: Cell;
  /** The names of options that others don't have. */
  readonly options: readonly string[];
  readonly biasInitializer?: Initializer;
  /** What it says of a time step, for explanations. */
  readonly equations: StepEquations;
  /** How others have it. */
  readonly operator: RecurrentOperator;
  readonly pytorch: PyTorchKind;
}
