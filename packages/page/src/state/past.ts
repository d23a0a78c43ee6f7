import type { State } from "./state.js";

/** So many states can be taken back. */
const MOST = 200;

/** The states before, with one more where something but the looks has changed. */
export function withPast(past: readonly State[], before: State, after: State): readonly State[] {
  const isSame = (["data", "model", "edits", "at"] as const).every((key) => before[key] === after[key]);
  return isSame ? past : [...past, before].slice(-MOST);
}

/** What a state before becomes that is gone back to: what is looked at stays, but for that of another section. */
export function takenBack(before: State, { look, selected }: State): State {
  return before.look.section === look.section ? { ...before, look, selected } : before;
}
