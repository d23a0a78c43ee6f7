import katex from "katex";

/** What stands between the signs that begin and end mathematics, in LaTeX or in Markdown. */
export function mathematicsIn(document: string): { source: string; display: boolean }[] {
  const pattern = /\\\[([\s\S]*?)\\\]|\$\$([\s\S]*?)\$\$|\\\(([\s\S]*?)\\\)|\$([^$\n]*)\$/g;
  return [...document.matchAll(pattern)].map(([, ...found]) => ({
    source: found.find((source) => source !== undefined)!,
    display: found[0] !== undefined || found[1] !== undefined,
  }));
}

/** Renders all mathematics with KaTeX, which throws for what it doesn't know or what LaTeX would complain of. */
export function renderStrictly(document: string): number {
  const all = mathematicsIn(document);
  for (const { source, display } of all) {
    katex.renderToString(source, { displayMode: display, strict: "error", throwOnError: true });
  }
  return all.length;
}
