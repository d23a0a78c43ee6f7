import { Computation, type GraphNode } from "@nn/core/component";
import { resultOf } from "../key-of.js";

/** What a code's formula computes of one number, in its constants. */
export function computedOf(
  name: string,
  formula: string,
  of: "x" | "y",
  constants: Readonly<Record<string, number>>,
): GraphNode {
  const out = of === "x" ? "y" : "x";
  return resultOf(
    new Computation({ name, arrays: [out, of], scalars: Object.keys(constants), lines: [`${out} = ${formula}`] }),
  );
}
