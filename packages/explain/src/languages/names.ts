/** A number below ten in words. */
export function inWords(words: readonly string[], count: number): string {
  return words[count] ?? String(count);
}
