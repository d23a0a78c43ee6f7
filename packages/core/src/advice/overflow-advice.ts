/** What to do about an optimizer's slots that overflowed: a smaller learning rate doesn't make a gradient smaller. */
export function onOverflow(optimizer: string, slots: readonly string[], gradient: number): string {
  return (
    `What ${optimizer} remembers of it, ${slots.join(" and ")}, overflowed: its gradient, ` +
    `${gradient.toPrecision(3)}, is too large for that. A smaller learningRate alone doesn't make it smaller: ` +
    "scale the inputs and the targets to about -1 to 1 (standardize, minMax)."
  );
}
