import type { Explanation, PredictionExplanation } from "../../explanation/explanation.js";
import type { Equation } from "../../explanation/steps.js";
import type { Telling } from "../telling.js";

/** A derivation of more numbers than this shows of each layer the first alone. */
const MOST_NUMBERS = 100;

/** Whether a derivation layer by layer has more numbers than can be read, as through images. */
export function hasManyNumbers(
  explanation: Explanation | PredictionExplanation,
  { level }: Pick<Telling, "level">,
): boolean {
  // An exercise asks for each number.
  if (level !== null || explanation.kind !== "gradient" || explanation.chain.kind !== "layers") return false;
  return explanation.forward.length + explanation.chain.deltas.length > MOST_NUMBERS;
}

/** Equations by what they are called but for their number: z_h1_1, z_h1_2, … are of one kind. */
export function kindsOf<E extends Pick<Equation, "symbol">>(equations: readonly E[]): E[][] {
  const kinds = new Map<string, E[]>();
  for (const equation of equations) {
    const kind = equation.symbol.replace(/\d+(?=(__\d+)?$)/, "");
    const own = kinds.get(kind);
    if (own === undefined) kinds.set(kind, [equation]);
    else own.push(equation);
  }
  return [...kinds.values()];
}

/** The first of each kind, from which the others are easily made. */
export function firstOfEach<E extends Pick<Equation, "symbol">>(equations: readonly E[]): E[] {
  return kindsOf(equations).map(([first]) => first!);
}
