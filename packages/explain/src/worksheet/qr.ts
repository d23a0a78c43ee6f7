import { encode } from "uqr";

/** A text as a QR code: its rows from the top, of squares from the left, the dark ones `true`. */
function squaresOf(text: string): boolean[][] {
  return encode(text, { ecc: "M", border: 0 }).data;
}

/** Dark squares side by side. */
interface Run {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

function runsOf(squares: readonly (readonly boolean[])[]): Run[] {
  return squares.flatMap((row, y) => {
    const starts = row.flatMap((isDark, x) => (isDark && !row[x - 1] ? [x] : []));
    return starts.map((x) => {
      const end = row.indexOf(false, x);
      return { x, y, length: (end < 0 ? row.length : end) - x };
    });
  });
}

/** What scanners need around it, in squares. */
const MARGIN = 4;

/** As a drawing of a page. @param label - What readers of it hear; in XML already. */
export function qrSvg(text: string, label: string): string {
  const squares = squaresOf(text);
  const size = squares.length + 2 * MARGIN;
  const path = runsOf(squares).map(({ x, y, length }) => `M${x},${y}h${length}v1h-${length}z`);
  return `<svg class="qr" role="img" aria-label="${label}" viewBox="-${MARGIN} -${MARGIN} ${size} ${size}" shape-rendering="crispEdges"><path d="${path.join("")}"/></svg>`;
}

/** Its side in LaTeX, in millimetres. */
const SIDE = 28;

/** As a LaTeX picture, of rules alone. */
export function qrLatex(text: string): string {
  const squares = squaresOf(text);
  const size = squares.length;
  const rules = runsOf(squares).map(
    ({ x, y, length }) => `\\put(${x},${size - 1 - y}){\\rule{${length}\\unitlength}{\\unitlength}}`,
  );
  return `{\\setlength{\\unitlength}{${(SIDE / size).toFixed(3)}mm}\\begin{picture}(${size},${size})\n${rules.join("\n")}\n\\end{picture}}`;
}
