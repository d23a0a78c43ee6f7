import { erfFormula, type GraphNode } from "@nn/core/component";
import { activationText, resultOf } from "./key-of.js";

let pattern: GraphNode | undefined;

/**
 * What a part of a formula is the error function of; `undefined` of any other part. Formulas make it of sums, products and an
 * exponential, where other systems have an operator.
 */
export function erfOf(node: GraphNode): GraphNode | undefined {
  if (node.operation !== "?") return undefined;
  pattern ??= resultOf(activationText("erf", [`a = ${erfFormula.replace(/\bx\b/g, "z")}`]));
  let found: GraphNode | undefined;
  const isLike = (one: GraphNode, other: GraphNode): boolean => {
    if (other.operation === "load") {
      found ??= one;
      return found === one;
    }
    return (
      one.operation === other.operation &&
      one.value === other.value &&
      one.inputs.every((input, i) => isLike(input, other.inputs[i]!))
    );
  };
  return isLike(node, pattern) ? found : undefined;
}
