/**
 * The parts of an update. Those of a trainer do each, kernel by kernel; those of a recording have a backend write down
 * what they would do.
 */
export interface StepParts {
  /** Keeps what layers remember from step to step, to go back to. */
  begin(): void;
  /** Takes the batch through the network. */
  forward(): void;
  /** Writes the loss of each example. */
  measure(): void;
  /** Takes the mean of them, with weights where there are any; `false` where it isn't finite. */
  mean(): boolean;
  /** Writes the derivatives of the mean with respect to the network's outputs. */
  differentiate(): void;
  /** Takes them, with weights where there are any, back through the network, into fresh gradients of all parameters. */
  backward(): void;
  /** Adds what penalties on parameters cost, and its derivatives. */
  penalize(): void;
  /** Keeps what an update moves, to go back to; `false` where a gradient isn't finite. */
  keep(): boolean;
  /** Has the optimizer move the parameters, and whatever it remembers of them. @returns What it returns: nothing, as a rule. */
  move(): unknown;
  /** Whether all parameters are finite. */
  isFinite(): boolean;
}

/** The loss of a batch, and all gradients of it. @returns Whether they are finite. */
export function derive(parts: StepParts): boolean {
  parts.begin();
  parts.forward();
  parts.measure();
  if (!parts.mean()) return false;
  parts.differentiate();
  parts.backward();
  parts.penalize();
  return parts.keep();
}
