import type { ComputationText } from "@nn/core/component";

/** A text of random operations, each of which some notation could get wrong. */
export function randomText(random: () => number, kind: "elementwise" | "rows" | "columns"): ComputationText {
  const pick = <Each>(list: readonly Each[]): Each => list[Math.floor(random() * list.length)]!;
  const condition = (depth: number): string => {
    const made = `${number(depth - 1)} ${pick(["<", ">", "<=", ">=", "=="])} ${number(depth - 1)}`;
    return depth > 2 && random() < 0.3 ? `${made} ${pick(["and", "or"])} ${condition(depth - 1)}` : made;
  };
  const number = (depth: number): string => {
    if (depth <= 0) {
      return pick(["x", "y", "c", "t", "size", "batch", "2", "0.5", "1e-3", kind === "rows" ? "index" : "x"]);
    }
    const inner = (): string => number(depth - 1);
    return pick([
      () => `(${inner()} ${pick(["+", "-", "*", "/"])} ${inner()})`,
      () => `(${inner()} ${pick(["+", "-", "*"])} ${inner()})`,
      () => `-${inner()}`,
      () => `${pick(["exp", "log", "log1p", "tanh", "sqrt", "abs", "floor", "step", "sign", "sigmoid"])}(${inner()})`,
      () => `${pick(["min", "max"])}(${inner()}, ${inner()})`,
      () => `(${inner()})^${pick([1, 2, 3, 5, -1])}`,
      () => `(${condition(depth)} ? ${inner()} : ${inner()})`,
      ...(kind === "rows" ? [() => `${pick(["sum", "mean", "max"])}(${inner()})`] : []),
    ])();
  };
  return {
    name: "random",
    arrays: ["out", "x", "y"],
    scalars: ["c", "t"],
    lines: [`q = ${number(3)}`, `out = ${number(2)} + q`, `out = out * ${number(2)}`],
    ...(kind === "columns" && { byColumn: ["y"] }),
    ...(kind === "rows" && { refuses: ["x > 1e300", "sum(y) == 12345"] }),
  };
}
