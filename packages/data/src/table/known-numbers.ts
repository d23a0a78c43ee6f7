import type { Cell } from "./columnar.js";

const KNOWN: WeakMap<readonly Cell[], readonly number[]> = /* @__PURE__ */ new WeakMap();

/** Remembers the numbers in a column of texts, which were found when it was read: to find them later takes much longer. */
export function rememberNumbers(cells: readonly Cell[], numbers: readonly number[]): void {
  KNOWN.set(cells, numbers);
}

/** The numbers in a column of texts with decimal points, where they are remembered. */
export function rememberedNumbers(cells: readonly Cell[]): readonly number[] | undefined {
  return KNOWN.get(cells);
}
