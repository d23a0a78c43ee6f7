import { Computation, erfFormula, type GraphNode, operationsOf } from "@nn/core/component";

/** Equal for values that are computed in the same way from the same arrays. */
export function keyOf(value: GraphNode): string {
  const numbers = new Map<GraphNode, number>();
  const parts: string[] = [];
  const visit = (node: GraphNode): number => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    const inputs = node.inputs.map(visit);
    // What is stored in between is the number itself.
    const number = node.operation === "stored" ? inputs[0]! : parts.length;
    if (number === parts.length) parts.push(`${node.operation} ${node.value} ${inputs.join(" ")}`);
    numbers.set(node, number);
    return number;
  };
  visit(value);
  return parts.join("; ");
}

/** What a computation of an activation gives in the end. */
export function resultOf(computation: Computation): GraphNode {
  return operationsOf(computation)
    .stores.filter(({ array }) => array === 0)
    .at(-1)!.value;
}

/** Functions of z that have an operator of their own. */
const NAMED: readonly (readonly [operator: string, lines: readonly string[]])[] = [
  ["Sigmoid", ["a = 1 / (1 + exp(-z))"]],
  ["Sigmoid", ["a = sigmoid(z)"]],
  ["Relu", ["a = max(0, z)"]],
  ["Relu", ["a = max(z, 0)"]],
  ["Softmax", ["a = exp(z - max(z))", "a = a / sum(a)"]],
];

let operators: ReadonlyMap<string, string> | undefined;

/** The operator that is this function of z, where there is one. */
export function operatorFor(value: GraphNode): string | undefined {
  operators ??= new Map(
    NAMED.map(([operator, lines]) => [keyOf(resultOf(activationText(operator, lines))), operator] as const),
  );
  return operators.get(keyOf(value));
}

/** What formulas may call that texts by themselves don't know. */
export const OWN: Readonly<Record<string, string>> = { erf: erfFormula };

/** A computation of a from z. */
export function activationText(name: string, lines: readonly string[]): Computation {
  return new Computation({ name, arrays: ["a", "z"], functions: OWN, lines });
}
