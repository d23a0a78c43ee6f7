/** A number that the pass begins with. */
export interface Given {
  /** Its name. */
  readonly symbol: string;
  /** As it was used. */
  readonly value: number;
}

/** A number with the formula that it comes from. */
export interface Step {
  /** In general, or `null` where the formula isn't known: the value is then from the component's own code. */
  readonly formula: string | null;
  /** The same with the name of a function's derivative, where there is one in it: `"w5 * fprime(z_o1)"`. */
  readonly named?: string;
  /** With the numbers in the place of the names. */
  readonly substituted: string | null;
  /** As it was used from here on. */
  readonly value: number;
  /**
   * What the formula gives, where the component's own code gives something else, such as a logarithm kept finite; `null` if
   * that is no finite number.
   */
  readonly formulaValue?: number | null;
  /** The predictions that the loss moved into its bounds first, with what it took in their place. */
  readonly clipped?: readonly Given[];
}

/** A named number. */
export interface Equation extends Step {
  /** The name. */
  readonly symbol: string;
}

/** A number that derivatives are multiplied to. */
export interface Product extends Step {
  /** With the values of the elementary derivatives that it is made of, where there are several: `"1 * 0.249"`. */
  readonly product?: string;
  /** The derivative of the function that is one of those, with its name for a symbol: `"fprime(z_o1)"`. */
  readonly slope?: Equation;
}

/** A derivative of one named number with respect to another. */
export interface Factor extends Product {
  /** What is derived: `"L"`. */
  readonly of: string;
  /** With respect to what: `"o1"`. */
  readonly by: string;
}

/** The derivative of an example's loss with respect to a number, from those with respect to the numbers that it leads to. */
export interface Delta extends Product {
  /** Its name: `"delta_z_h1"`. */
  readonly symbol: string;
}
