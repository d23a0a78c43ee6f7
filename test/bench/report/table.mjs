// What was measured, as Markdown.
import { digits } from "./statistics.mjs";

/** A table with the columns' names, of which all but the first and those named in `texts` are numbers. */
export function table(columns, lines, texts = ["note"]) {
  const rule = columns.map((name, i) => (i === 0 || texts.includes(name) ? "---" : "---:"));
  return [columns, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const range = ({ min, max }) => `${digits(min)} – ${digits(max)}`;

/** Fastest first; what can't be measured last; then the remark. */
export function groupTable({ title, unit, results, remark }) {
  const measured = results.filter(({ figure }) => figure).sort((a, b) => a.ratio.median - b.ratio.median);
  const others = results.filter(({ cannot }) => cannot);
  const lines = [
    ...measured.map(({ name, figure, ratio, note = "" }) => {
      const cells = [digits(figure.median), range(figure), digits(ratio.median), range(ratio), figure.count, note];
      return [name === "@nn" ? "**@nn**" : name, ...cells];
    }),
    ...others.map(({ name, cannot }) => [name, "–", "", "", "", "", cannot]),
  ];
  const columns = [title, unit, "min – max", "time ÷ @nn's", "min – max", "turns", "note"];
  return [table(columns, lines), ...(remark === undefined ? [] : [remark])].join("\n\n");
}
