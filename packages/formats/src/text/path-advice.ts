/** A name that ends in letters after a point, as a file's does, on one line. */
const PATH = /^[^\n{}[\]"]{1,1000}\.\w{1,12}$/;

/** What to do about the name of a file in the place of what is in it, with a space before it; nothing about all else. */
export function onPath(given: unknown): string {
  if (typeof given !== "string" || !PATH.test(given.trim())) return "";
  return " That looks like a file's name: load(path) of @nn/formats/node reads a network's file, and readFile(path) of node:fs/promises any other.";
}
