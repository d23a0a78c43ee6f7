/** How many names are compared, and how long they are at most, so that a message is soon there. */
const MOST_COMPARED = 1000;
const LONGEST_COMPARED = 100;

/** The name that was probably meant by a misspelt one; `undefined` where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [nearest] = Array.from(known)
    .slice(0, MOST_COMPARED)
    .map((candidate) => ({
      candidate,
      distance: isAbbreviated(name, candidate) ? 0 : distanceOf(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest === undefined) return undefined;
  // Names that differ in every letter have nothing in common, however short they are.
  const letters = Math.max(name.length, nearest.candidate.length);
  const isNear = nearest.distance < letters && nearest.distance <= Math.max(2, name.length / 2);
  return isNear ? nearest.candidate : undefined;
}

/** Whether a name has the initials of another: lr for learningRate. */
function isAbbreviated(name: string, candidate: string): boolean {
  return name.length > 1 && name.toLowerCase() === candidate.replace(/(?!^)[a-z0-9]/g, "").toLowerCase();
}

/** How far two names are apart; one that contains the other, as useBias does bias, is near. */
function distanceOf(a: string, b: string): number {
  if (Math.max(a.length, b.length) > LONGEST_COMPARED) return Infinity;
  const contained = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  return contained ? 1 + Math.abs(a.length - b.length) / 100 : editDistance(a, b);
}

/** How many letters to insert, remove or replace to get from `a` to `b` (Levenshtein, 1966). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
