/** A number below ten in words. */
export function inWords(words: readonly string[], count: number): string {
  return words[count] ?? String(count);
}

/** What a component is called: by its name in a dictionary, or else as the language calls an unknown one. */
export function called(
  dictionary: Readonly<Record<string, string>>,
  name: string,
  other: (name: string) => string,
): string {
  return Object.hasOwn(dictionary, name) ? dictionary[name]! : other(name);
}
