import type { Update } from "../explanation/update.js";
import type { Block, Mathematics } from "./document.js";

/**
 * An update's equations with as many decimals as it takes to see the change: 0.803091 − 0.1 · 1.832512 · 10⁻⁴ = 0.803072,
 * where with four decimals the parameter would stay 0.8031.
 *
 * @param digits - The most decimals that numbers are shown with elsewhere, or `null` for all that they have.
 */
export function fineEnough(blocks: readonly Block[], update: Update | null, digits: number | null): Block[] {
  const decimals = update === null || digits === null ? 0 : decimalsToSee(update.after - update.before);
  if (digits === null || decimals <= digits) return [...blocks];
  const finer = (side: Mathematics): Mathematics =>
    side.kind === "formula" || side.kind === "number" ? { ...side, decimals } : side;
  return blocks.map((block) => {
    if (block.kind === "equation") return { ...block, sides: block.sides.map(finer) };
    if (block.kind !== "table") return block;
    const rows = block.rows.map((row) =>
      row.map((cell) => cell.map((part) => (typeof part === "string" ? part : finer(part)))),
    );
    return { ...block, rows };
  });
}

/** With two of a change's digits. */
function decimalsToSee(change: number): number {
  return change === 0 ? 0 : Math.min(15, 1 - Math.floor(Math.log10(Math.abs(change))));
}
