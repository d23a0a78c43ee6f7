import type { Message } from "../schema/message.js";

type Node = Message<"NodeProto">;

/**
 * The same nodes without pairs of `Transpose` that undo each other, as between a convolution and a pooling, and without
 * those whose output isn't used then.
 */
export function withoutSwaps(nodes: readonly Node[]): Node[] {
  const makers = new Map<string, Node>(nodes.flatMap((node) => Array.from(node.output ?? [], (name) => [name, node])));
  const others = new Map<string, string>();
  const kept: Node[] = [];
  for (const node of nodes) {
    const input = Array.from(node.input ?? [], (name) => others.get(name) ?? name);
    const before = orderOf(makers.get(input[0] ?? ""));
    const order = orderOf(node);
    if (order && before?.every((axis, i) => order.indexOf(i) === axis)) {
      others.set(node.output![0]!, makers.get(input[0]!)!.input![0]!);
    } else {
      const own = { ...node, input };
      for (const name of Array.from(node.output ?? [])) makers.set(name, own);
      kept.push(own);
    }
  }
  const used = new Set(kept.flatMap(({ input, op_type }) => (op_type === "Transpose" ? [] : Array.from(input ?? []))));
  const isNeeded = (node: Node): boolean => orderOf(node) === undefined || isUsed(node.output![0]!);
  const isUsed = (name: string): boolean =>
    used.has(name) || kept.some((node) => orderOf(node) && node.input![0] === name && isUsed(node.output![0]!));
  return kept.filter(isNeeded);
}

/** The order of a `Transpose`. */
function orderOf(node: Node | undefined): readonly number[] | undefined {
  if (node?.op_type !== "Transpose") return undefined;
  const [attribute] = Array.from(node.attribute ?? []);
  return Array.from(attribute?.ints ?? []);
}
