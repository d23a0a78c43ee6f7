import { advice } from "../../advice/advice.js";
import { watch } from "./kernels-only.js";

/**
 * Whether a component says of these functions, as they are now, that they call kernels and do nothing else.
 *
 * @throws OptionError for names that aren't texts.
 *
 * @example
 * saysKernelsOnly(madeOfKernels({ forward: () => {} }), ["forward"]); // => true
 * saysKernelsOnly({ forward: () => {} }, ["forward"]); // => false
 */
export function saysKernelsOnly(component: object, functions: readonly string[]): boolean {
  advice.onNames?.("saysKernelsOnly", functions);
  return watch(Object(component) as object, Array.from(functions)) !== undefined;
}
