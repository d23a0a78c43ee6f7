import type { State } from "./state.js";

/** So many states can be taken back. */
const MOST = 200;

/** The states before, with one more where something has changed: of the looks, only what is hidden. */
export function withPast(past: readonly State[], before: State, after: State): readonly State[] {
  const isSame = (["data", "model", "edits", "at"] as const).every((key) => before[key] === after[key]);
  return isSame && String(before.look.hidden) === String(after.look.hidden) ? past : [...past, before].slice(-MOST);
}

/** What a state before becomes that is gone back to: what is looked at stays, but for that of another section. */
export function takenBack(before: State, { look, selected, answers }: State): State {
  const { section, hidden } = before.look;
  if (section !== look.section) return before;
  // What was filled in stays; whether the section's question was answered belongs to its numbers.
  const { [section]: _, ...filled } = answers;
  const answered = before.answers[section];
  return {
    ...before,
    look: { ...look, hidden },
    selected,
    answers: answered === undefined ? filled : { ...filled, [section]: answered },
  };
}
