import { exported } from "./engine/files/exports.js";
import type { Look } from "./engine/look.js";
import type { Tape } from "./engine/tape.js";
import type { State } from "./state/state.js";
import type { ExportChoice } from "./view/props.js";

/** What a picture's elements have from the page's style. */
const STYLES = [
  ...["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "display", "visibility", "text-anchor"],
  ...["font-family", "font-size", "font-style", "font-weight"],
];

/** What is taken along; null where the browser can't draw it. */
export async function takenAs(kind: ExportChoice, tape: Tape, state: State, seen: Look): Promise<string | Blob | null> {
  if (kind !== "svg" && kind !== "png") return exported(kind, tape, state, seen);
  const svg = document.querySelector<SVGSVGElement>("[data-testid=region-v4] svg")!;
  return kind === "svg" ? pictureOf(svg) : dotsOf(svg);
}

/** So many dots of a picture's file are one of its numbers. */
const SHARPNESS = 3;

/** A picture as dots, on the ground that it has on the page; null where the browser can't draw it. */
async function dotsOf(svg: SVGSVGElement): Promise<Blob | null> {
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [SHARPNESS * width, SHARPNESS * height];
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const image = new Image(canvas.width, canvas.height);
  image.src = `data:image/svg+xml,${encodeURIComponent(pictureOf(svg))}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  context.fillStyle = getComputedStyle(svg.closest("section")!).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve));
}

/** A picture of the page as a file of its own, which looks as it does on the page. */
function pictureOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  // Without them, some programs and browsers don't know its size.
  copy.setAttribute("width", String(svg.viewBox.baseVal.width));
  copy.setAttribute("height", String(svg.viewBox.baseVal.height));
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
  network: "network.json",
  png: "network.png",
} as const;

/** Copies a text or a picture, if the browser lets the page. */
export async function isCopied(taken: string | Blob): Promise<boolean> {
  try {
    if (typeof taken === "string") await navigator.clipboard.writeText(taken);
    else await navigator.clipboard.write([new ClipboardItem({ [taken.type]: taken })]);
    return true;
  } catch {
    return false;
  }
}

export function save(taken: string | Blob, name: string): string {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([taken]));
  link.download = name;
  link.click();
  // Some browsers begin to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}
