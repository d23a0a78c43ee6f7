import { LETTER, MARGIN, svg, TITLE, text } from "./svg.js";

/** Images of 8 by 8 pixels, one below another, and what stands under them. */
export interface Pictured {
  /** Each with 64 numbers from 0, white, to 1, black. */
  readonly images: readonly ArrayLike<number>[];
  readonly caption?: string;
}

const COLUMNS = 6;
const CELL = 96;
const SIDE = 8;
const PIXEL = 8;
const IMAGE = SIDE * PIXEL;
const GAP = 4;

/** Images beside one another, six to a row. */
export function imagesSvg(title: string, pictured: readonly Pictured[]): string {
  const captioned = pictured.some(({ caption }) => caption !== undefined);
  const stacked = Math.max(...pictured.map(({ images }) => images.length)) * (IMAGE + GAP);
  const rowHeight = stacked + MARGIN + (captioned ? LETTER : 0);
  const cells = pictured.flatMap(({ images, caption = "" }, index) => {
    const left = MARGIN + (index % COLUMNS) * CELL;
    const top = TITLE + Math.floor(index / COLUMNS) * rowHeight;
    const drawn = images.map((image, i) => imageAt(image, left, top + i * (IMAGE + GAP)));
    return caption === "" ? drawn : [...drawn, text(left, top + stacked + LETTER - GAP, caption)];
  });
  return svg(2 * MARGIN + COLUMNS * CELL, TITLE + Math.ceil(pictured.length / COLUMNS) * rowHeight, title, cells);
}

/** An image as a path for each grey, of the squares that have it. */
function imageAt(image: ArrayLike<number>, left: number, top: number): string {
  const squares = new Map<number, string>();
  for (let i = 0; i < image.length; i++) {
    const grey = Math.round(15 * (1 - image[i]));
    const square = `M${(i % SIDE) * PIXEL} ${Math.floor(i / SIDE) * PIXEL}h${PIXEL}v${PIXEL}h-${PIXEL}z`;
    squares.set(grey, (squares.get(grey) ?? "") + square);
  }
  const paths = Array.from(squares, ([grey, d]) => `<path fill="#${grey.toString(16).repeat(3)}" d="${d}"/>`);
  return `<g transform="translate(${left} ${top})" shape-rendering="crispEdges">${paths.join("")}</g>`;
}
