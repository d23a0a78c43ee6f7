import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** Between what is drawn and the edge of its picture. */
export const MARGIN = 12;
/** The height of a letter. */
export const LETTER = 13;
/** Where the title ends. */
export const TITLE = 36;

/** A picture with its title, on white. */
export function svg(width: number, height: number, title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" role="img">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="white"/>
<text x="${MARGIN}" y="22" font-size="15">${title}</text>
${parts.join("\n")}
</svg>
`;
}

/** Words at a place: at their start, their middle or their end. */
export function text(x: number, y: number, words: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${LETTER}" text-anchor="${anchor}">${words}</text>`;
}

/** Writes a picture into the folder that the program was started from. */
export function save(name: string, picture: string): void {
  writeFileSync(resolve(process.env.INIT_CWD || ".", name), picture);
  console.log(`\nThe picture is ${name}.`);
}
