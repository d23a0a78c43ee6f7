import { digits, finite, flag, listOf, orNone, type Rule, record, someOf, text } from "./rules.js";

const mathematicsRules: Readonly<Record<string, Rule>> = {
  formula: record({
    kind: text,
    source: text,
    decimals: orNone(digits),
    found: orNone(listOf(flag)),
    zeros: orNone(digits),
  }),
  number: record({
    kind: text,
    value: finite,
    decimals: orNone(digits),
    significant: orNone(digits),
    found: orNone(flag),
    asFineAs: orNone(finite),
    zeros: orNone(digits),
  }),
  equality: record({ kind: text, symbol: text, value: finite }),
  derivatives: record({ kind: text, factors: someOf(record({ of: text, by: text })) }),
  blank: record({ kind: text }),
};

/** Whether something says that it is mathematics. */
export function isMathematics(value: unknown): value is { readonly kind: string } {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return typeof value.kind === "string" && Object.hasOwn(mathematicsRules, value.kind);
}

/** Refuses mathematics that lacks something. */
export function checkMathematics(value: { readonly kind: string }, refuse: (lack: string) => never): void {
  mathematicsRules[value.kind]!(value, "", refuse);
}
