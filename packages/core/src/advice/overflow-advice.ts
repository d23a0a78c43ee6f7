import type { FloatArray } from "@nn/numerics";

/**
 * What to do about a parameter that isn't finite. Where an optimizer's slots overflowed, a smaller learning rate doesn't
 * make the gradient smaller.
 */
export function onOverflow(
  optimizer: string,
  slots: Readonly<Record<string, FloatArray>>,
  value: FloatArray,
  gradients: FloatArray,
): string {
  const at = value.findIndex((number) => !Number.isFinite(number));
  // Slots of a rule that moves some of the parameters have other places.
  const wide = Object.keys(slots).filter((name) => slots[name]!.length === value.length);
  const full = wide.filter((name) => !Number.isFinite(slots[name]![at]));
  if (full.length === 0) return "A smaller learningRate is the usual remedy.";
  return (
    `What ${optimizer} remembers of it, ${full.join(" and ")}, overflowed: its gradient, ` +
    `${gradients[at]!.toPrecision(3)}, is too large for that. A smaller learningRate alone doesn't make it smaller: ` +
    "scale the inputs and the targets to about -1 to 1 (standardize, minMax)."
  );
}
