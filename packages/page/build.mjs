// Makes the page: one file, dist/atelier.html, which needs no server. Run after `tsc -b`; says where the page is.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
/** What a page of small networks does without, a fifth of the file: see src/left-out.ts. */
const LEFT_OUT = [
  "wasm/wasm",
  "convolution/windows/binary",
  "convolution/windows/modules",
  "convolution/windows/operators",
  "components/author-checks",
  "components/first-passes",
  "definitions/definition-checks",
  "memory/frozen",
  "memory/no-room",
  "parameters/check-choice",
  "reference/checked-kernels",
  "explanation/check",
  "links/beside",
  "links/in-numbers",
  "worksheet/check",
  "worksheet/qr",
  "languages/check",
  "blocks/gradient-table",
  "blocks/training",
  "recording/recorded-evaluations",
  "recording/recorded-forwards",
  "recording/recorded-steps",
  "training/fit/fit",
  "training/fit/loss-course",
  "training/trainer/kept-trainings",
  "training/callbacks/check-callbacks",
  "training/state/settings",
  "training/callbacks/companion",
  "training/notes/notes",
  "core/dist/training/measures/penalties",
  "measures/batch-weights",
  "components/figure-checks",
  "divergence-advice",
  "overflow-advice",
  "axes-advice",
  "data/class-weights",
  "advice/remedies",
  "examples-advice",
  "gradients/claims",
  "network/summary",
  "table/written-here",
  "component-advice",
  "advice/nearest-name",
  "foreign-history",
  "optimizer-advice",
  "foreign-methods",
  "foreign-options",
  "unbound-methods",
  "verbs/by-row",
  "verbs/group",
  "verbs/missing",
  "verbs/sort",
  "verbs/write",
  "summary/summary",
  "summary/table-summary",
  "reading/from-columns",
  "reading/from-json-lines",
  "reading/from-rows",
  "safetensors/read",
  "text/bytes-in",
];
/** In this order: of rules that fit an element equally well, the last one holds. */
const STYLES = [
  "base",
  "places",
  "regions",
  "chain",
  "cards",
  "panels",
  "diagram",
  "charts",
  "tables",
  "sheet",
  "media",
  "print",
];
/** Of all kinds that a network's file can have, the page reads those that it shows: see src/kinds.ts. */
const KINDS = /\/(layers|losses|optim|data\/dist\/pipeline)(\/dist)?\/kinds\.js$/;
/** What of LEFT_OUT was met. */
const leftOut = new Set();
const leaveOut = {
  name: "leave-out",
  resolveId: (source, importer) => {
    if (!source.startsWith(".")) return null;
    const file = join(importer, "..", source);
    const part = LEFT_OUT.find((each) => file.endsWith(`/${each}.js`));
    if (part !== undefined) {
      leftOut.add(part);
      return path("dist/left-out.js");
    }
    return KINDS.test(file) ? path("dist/kinds.js") : null;
  },
};
const { output } = await build({
  plugins: [leaveOut],
  input: path("dist/main.js"),
  platform: "browser",
  write: false,
  // Chromium takes no module for a worker of a page from a disk.
  output: { format: "iife", minify: true, comments: false },
  logLevel: "warn",
});
// A folder that was moved would otherwise bring its code back in silence.
const gone = LEFT_OUT.filter((part) => !leftOut.has(part));
if (gone.length > 0) throw new Error(`Nothing is at ${gone.join(", ")}, which build.mjs leaves out.`);
// What would end the element has to be written otherwise, in a text of the script as in a comment.
const script = output[0].code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const hash = createHash("sha256").update(script).digest("base64");
const parts = {
  policy: `default-src 'none'; img-src data:; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; worker-src blob:`,
  style: STYLES.map((name) => readFileSync(path(`style/${name}.css`), "utf8"))
    .join("")
    .replace(/\/\*.*?\*\/|(?<=[{};:,])\s+|\s+(?=[{}])/g, ""),
  script,
};
const page = readFileSync(path("index.html"), "utf8").replace(/\/\* (\w+) \*\//g, (_, name) => parts[name]);
writeFileSync(path("dist/atelier.html"), page);
console.log(`Made ${new URL("dist/atelier.html", import.meta.url)}`);
