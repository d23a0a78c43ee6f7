/** A promise that isn't kept: which component, where, what was expected and what came. */
export class ContractError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "ContractError";
}
