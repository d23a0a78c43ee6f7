import { Computation, type Initializer, type OperatorNode, OptionError, show } from "@nn/core/component";

// A row of an embedding that only fills up.

/** Rows, and 0 for those that the padding names. */
export const UNLESS_PADDING: Computation = /* @__PURE__ */ new Computation({
  name: "rows but that of the padding",
  arrays: ["kept", "rows", "x"],
  byRow: ["x"],
  scalars: ["padding"],
  lines: ["kept = x == padding ? 0 : rows"],
});

/** @throws OptionError for what is no number of a row. */
export function checkPadding(paddingIndex: number, count: number): number {
  if (Number.isInteger(paddingIndex) && paddingIndex >= 0 && paddingIndex < count) return paddingIndex;
  throw new OptionError(
    `Embedding: paddingIndex must be the number of a row, from 0 to ${count - 1}, but is ${show(paddingIndex)}.`,
  );
}

/** The same first values but 0 in one row. */
export function withoutRow(initializer: Initializer, row: number, size: number): Initializer {
  return {
    name: initializer.name,
    fill(values, fans, random) {
      initializer.fill(values, fans, random);
      values.fill(0, row * size, (row + 1) * size);
    },
  };
}

/** The standard's number for the type of whole numbers. */
export const INT64 = 7;

/** In standard operators: the padding names a row of zeros, which lies behind the others. */
export function paddedOperators(count: number, size: number, paddingIndex: number): OperatorNode[] {
  const table = { parameter: "table", zeros: size, shape: [count + 1, size] };
  return [
    { operator: "Cast", inputs: ["x"], integers: { to: INT64 }, outputs: ["given"] },
    { operator: "Equal", inputs: ["given", { integers: [paddingIndex] }], outputs: ["fills"] },
    { operator: "Where", inputs: ["fills", { integers: [count] }, "given"], outputs: ["rows"] },
    { operator: "Gather", inputs: [table, "rows"], outputs: ["y"] },
  ];
}

/** In PyTorch, whose own embedding gives what the row holds. */
export const PADDED = `class PaddedEmbedding(nn.Embedding):
    """The row of padding_idx gives 0, whatever it holds."""

    def forward(self, x):
        return super().forward(x) * (x != self.padding_idx).unsqueeze(-1)`;
