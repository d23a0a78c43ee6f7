/** Words that JavaScript keeps for itself, and what a module uses. */
const TAKEN =
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
  "implements import in instanceof interface let new null package private protected public return static super switch this " +
  "throw true try typeof var void while with yield await async arguments eval undefined NaN Infinity Array Math Number Object " +
  "Error RangeError TypeError Float32Array Float64Array Uint8Array Uint16Array Uint32Array JSON String Symbol globalThis i j k l m n";

/** Names for what a module declares, each given once. */
export class Names {
  readonly #given: Set<string>;

  /** @param taken - Names that can't be given. */
  constructor(...taken: readonly string[]) {
    this.#given = new Set([...TAKEN.split(" "), ...taken]);
  }

  /** Whether nothing has that name. */
  isFree(name: string): boolean {
    return !this.#given.has(name);
  }

  /** A name like the one that is wanted, in letters and digits: `"mean of a feature"` becomes `meanOfAFeature`. */
  like(wanted: string): string {
    const words = wanted.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== "");
    const joined = words.map((word, i) => (i === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join("");
    const start = /^[\p{L}_$]/u.test(joined) ? joined : `f${joined}`;
    let name = start;
    for (let number = 2; !this.isFree(name); number++) name = `${start}${number}`;
    this.#given.add(name);
    return name;
  }
}
