import type { Look } from "../../engine/look.js";
import type { Words } from "../words.js";

/** How the last update moved the selected parameter. */
export interface MoveScene {
  /** Said where no digit that is shown moved; else null. */
  readonly still: string | null;
  /** What asks for the gradients by which it moved. */
  readonly why: string;
}

/** Null before the first update, and of a parameter that was set by hand since the last one. */
export function moveScene({ step, last, selected }: Look, words: Words): MoveScene | null {
  if (last === null || last.change === null) return null;
  const { texts, number } = words;
  const { name, value } = selected;
  const still = stillSentence(step, name, [value - last.change, value], words);
  if (still === null) return { still, why: texts.why(name, step) };
  const [first, now] = [number(selected.first).text, number(value).text];
  const journey = first === now ? "" : ` ${texts.sinceStart(name, first, now)}`;
  return { still: still + journey, why: texts.lookAt(step) };
}

/** Null where the move shows. */
export function stillSentence(
  step: number,
  name: string,
  [before, after]: readonly [number, number],
  { texts, number }: Words,
): string | null {
  if (number(before).text !== number(after).text) return null;
  if (before === after) return texts.unmoved(step, name);
  // Of two numbers that are nearly the same, further digits of the difference aren't the update's.
  return texts.still(step, name, number(Number((after - before).toPrecision(1))).text);
}
