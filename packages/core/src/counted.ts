import { show, told } from "./options.js";

/**
 * A number of things in words.
 *
 * @param noun - What they are, in the singular; its plural ends in s.
 *
 * @example
 * counted(1, "example"); // => "1 example"
 * counted(3, "row"); // => "3 rows"
 */
export function counted(count: number, noun: string): string {
  return `${show(count)} ${told(noun)}${count === 1 ? "" : "s"}`;
}
