import type { Explanation } from "../explanation/explanation.js";
import type { Note } from "../explanation/notes.js";
import { isLost, rightGradient } from "../explanation/right.js";
import { levelNotes } from "./level.js";

/** What is remarkable about a derivative, taken for itself; see {@link symmetricNotes} for what takes the network. */
export function notesOf(explanation: Omit<Explanation, "notes">): Note[] {
  const { chain, check, forward, gradient, significantDigits } = explanation;
  const right = rightGradient(explanation);
  const paths = chain.kind === "paths" ? chain.neurons.paths : [];
  const zero = paths.filter(({ value }) => value === 0).length;
  const values = new Map(forward.map(({ symbol, value }) => [symbol, value]));
  const clipped = forward.flatMap((step) => step.clipped ?? []);
  const { kink, verdict, uncertainty } = check;
  return [
    ...levelNotes(explanation),
    ...(kink === null ? [] : [{ kind: "kink", left: kink.left, right: kink.right } as const]),
    ...(verdict === "unmeasurable" && right !== 0
      ? [{ kind: "unmeasurable", gradient: right, uncertainty } as const]
      : []),
    ...(significantDigits !== null && isLost(explanation)
      ? [{ kind: "cancelled", gradient, exact: right } as const]
      : []),
    ...(zero > 0 ? [{ kind: "zeroPath", zero, paths: paths.length } as const] : []),
    ...clipped.map(
      ({ symbol, value }) => ({ kind: "clipped", symbol, value: values.get(symbol)!, taken: value }) as const,
    ),
  ];
}
