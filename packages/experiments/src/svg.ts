/** The size of letters in a picture. */
export const LETTER = 13;

/** A picture of its own size, with words for those who don't see it. */
export function picture(width: number, height: number, words: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" role="img">
<title>${escaped(words)}</title>
<rect width="${width}" height="${height}" fill="white"/>
${parts.join("\n")}
</svg>
`;
}

/** Words at a place: at their start, their middle or their end. */
export function text(x: number, y: number, words: string, anchor = "start", size: number = LETTER): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
