/** What a picture's elements have from the page's style. */
const STYLES = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "display", "visibility", "text-anchor"],
  ...["font-family", "font-size", "font-style", "font-weight"],
];

/** A picture of the page as a file of its own, which looks as it does on the page. */
export function pictureOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, i) => {
    const style = getComputedStyle(originals[i]!);
    for (const { name } of [...element.attributes]) {
      if (/^(class|role|tabindex|aria-|data-)/.test(name)) element.removeAttribute(name);
    }
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
  });
  return new XMLSerializer().serializeToString(copy);
}

export const FILE_NAMES = {
  markdown: "explanation.md",
  latex: "explanation.tex",
  svg: "network.svg",
  csv: "history.csv",
  program: "training.ts",
} as const;

/** Copies a text, if the browser lets the page. */
export async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  // Some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
