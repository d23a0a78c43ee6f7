import { DataError, printable, show } from "@nn/core/component";
import { onPath } from "./path-advice.js";

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * What a text in JSON holds, where the text comes from outside: what JSON.parse is silent about is refused, a name twice in
 * one object, and `__proto__`.
 *
 * @param what - What a message calls the text.
 * @param deepest - So deep lists and objects may lie in each other.
 * @throws DataError for what is no JSON, and for those.
 */
export function parseJson(text: string, what: string, deepest: number): unknown {
  lookThrough(text, what, deepest);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? ` (${printable(cause.message).slice(0, 200)})` : "";
    throw new DataError(`${what} is no JSON${said}.${onPath(text)}`, { cause });
  }
}

/** Goes through the text once, before anything is made of it: so a text that is far too deep costs nothing. */
function lookThrough(text: string, what: string, deepest: number): void {
  const open: (Set<string> | null)[] = [];
  let [from, to] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      [from, to] = [i, endOfString(text, i)];
      i = to;
    } else if (code === COLON) takeName(text.slice(from, to + 1), open.at(-1), what);
    else if (code === BRACE || code === BRACKET) {
      open.push(code === BRACE ? new Set() : null);
      if (open.length > deepest) throw new DataError(`${what} has lists or objects more than ${deepest} deep.`);
    } else if (code === BRACE_END || code === BRACKET_END) open.pop();
  }
}

/** Where the string ends that begins at a quotation mark; the end of the text where it doesn't. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function takeName(quoted: string, names: Set<string> | null | undefined, what: string): void {
  const name = quoted.includes("\\") ? unescaped(quoted) : quoted.slice(1, -1);
  if (name === "__proto__") throw new DataError(`${what} has the name "__proto__", which nothing in it may have.`);
  if (names?.has(name)) throw new DataError(`${what} has the name ${show(name)} twice in one object.`);
  names?.add(name);
}

/** JSON.parse says later what is wrong with it. */
function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
