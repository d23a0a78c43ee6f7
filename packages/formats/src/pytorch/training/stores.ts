import { Computation, type GraphStore, operationsOf, type RunnableRule } from "@nn/core/component";

/** The names in a rule's lines that are slots, in the order in which a computation is given them. */
export function slotLetters({ letters, slots }: RunnableRule): string[] {
  return Object.keys(letters).filter((letter) => slots.includes(letters[letter]!));
}

/** The names that are settings, in the order of `settings`. */
export function settingLetters({ letters, slots }: RunnableRule): string[] {
  return Object.keys(letters).filter((letter) => !slots.includes(letters[letter]!));
}

/**
 * What a rule writes, in the order of its lines as they stand: array 0 is the parameter, 1 its gradient, and slots follow; the last
 * scalar is the number of the step.
 */
export function storesOf(rule: RunnableRule): readonly GraphStore[] {
  const arrays = ["w", "g", ...slotLetters(rule)];
  const scalars = [...settingLetters(rule), "t"];
  return operationsOf(new Computation({ name: "update", arrays, scalars, lines: rule.lines })).stores;
}
