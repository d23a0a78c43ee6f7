// Gives the compiled packages the plain loops of what they define by texts: `defineActivation({ … })` becomes
// `defineActivation({ … }, forward, backward)`, with loops that were made of the texts, and `new Computation({ … })` gets
// its loop. So pages needn't read them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Computation } from "../../packages/numerics/dist/expressions/computation.js";
import { writtenLoop } from "../../packages/numerics/dist/expressions/written-loop.js";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));
const DEFINITION =
  /(?:export const (\w+) = (?:\/\* @__PURE__ \*\/ )?define(?:Activation|Loss|Rule)|const \w+ = (?:\/\* @__PURE__ \*\/ )?new Computation(?=\(\{))\(/g;
/** What was added before, by another version of this file. */
const ADDED = /\/\*loops\*\/[^\n]*?\/\*end\*\//g;

for (const name of ["layers", "losses", "optim"]) {
  const dist = join(packages, name, "dist");
  for (const file of readdirSync(dist, { recursive: true })) {
    // What is packed is made of the others.
    if (!file.endsWith(".js") || file.startsWith("bundle")) continue;
    const path = join(dist, file);
    const compiled = readFileSync(path, "utf8");
    const source = compiled.replaceAll(ADDED, "");
    if (source.search(DEFINITION) < 0) continue;
    const added = await withLoops(path, source);
    if (added !== compiled) writeFileSync(path, added);
  }
}

async function withLoops(path, source) {
  const module = await import(pathToFileURL(path).href);
  const used = new Set();
  let result = "";
  let from = 0;
  for (const { 0: start, 1: name, index } of source.matchAll(DEFINITION)) {
    const end = endOfCall(source, index + start.length);
    // A computation isn't exported; its text is a literal.
    const computes = module[name]?.computes ?? [new Computation(literal(source.slice(index + start.length, end)))];
    const loops = computes.map((computation) => writtenLoop(computation));
    for (const loop of loops) for (const each of loop.used) used.add(each);
    result += `${source.slice(from, end)}/*loops*/${loops.map(({ parameters, lines }) => `, (${parameters.join(", ")}) => { ${lines.join(" ")} }`).join("")}/*end*/`;
    from = end;
  }
  result += source.slice(from);
  if (used.size === 0) return result;
  return `/*loops*/import { ${[...used].join(", ")} } from "@nn/core/component";/*end*/${result}`;
}

/** The value of an object that is written down. */
function literal(text) {
  return new Function(`return ${text};`)();
}

/** Where the brackets of a call close that begins at a place. */
function endOfCall(source, start) {
  let depth = 1;
  for (let at = start; ; at++) {
    const letter = source[at];
    if (letter === '"' || letter === "`" || letter === "'") {
      for (at++; source[at] !== letter; at++) if (source[at] === "\\") at++;
    } else if (letter === "/" && source[at + 1] === "/") {
      at = source.indexOf("\n", at);
    } else if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter) && --depth === 0) return at;
  }
}
