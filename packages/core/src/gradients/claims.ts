import { OptionError, show } from "@nn/numerics";

/**
 * Refuses what isn't a function with claims about its gradients.
 *
 * @throws OptionError that names the claim.
 */
export function checkClaims(f: unknown, claims: unknown): void {
  if (typeof f !== "function") {
    throw new OptionError(`A gradient check takes a function first, as in () => x[0] * x[0], but got ${show(f)}.`);
  }
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) {
    throw new OptionError(
      `A gradient check takes claims by name, as in { x: { values: x, gradient: [6] } }, but got ${show(claims)}.`,
    );
  }
  for (const [name, claim] of Object.entries(claims) as [string, unknown][]) checkClaim(show(name), claim);
}

function checkClaim(name: string, claim: unknown): void {
  const { values, gradient } = (claim ?? {}) as Readonly<Record<"values" | "gradient", unknown>>;
  // An array of another realm is none of this one's class.
  if (Object.prototype.toString.call(values) !== "[object Float64Array]") {
    throw new OptionError(`The values of the claim ${name} must be a Float64Array, but are ${show(values)}.`);
  }
  if (typeof gradient !== "object" || gradient === null || !("length" in gradient)) {
    throw new OptionError(`The gradient of the claim ${name} must be a list of numbers, but is ${show(gradient)}.`);
  }
  const claimed = gradient as ArrayLike<unknown>;
  const { length } = values as Float64Array;
  if (claimed.length !== length) {
    throw new OptionError(
      `The claim ${name} has ${length} value${length === 1 ? "" : "s"}, but ${show(claimed.length)} derivative${claimed.length === 1 ? "" : "s"}: each value has one.`,
    );
  }
  for (let i = 0; i < length; i++) {
    if (typeof claimed[i] === "number") continue;
    throw new OptionError(`The gradient of the claim ${name} must hold numbers, but [${i}] is ${show(claimed[i])}.`);
  }
}
