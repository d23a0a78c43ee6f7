import type { Box } from "./places.js";

/** A square picture: white, with dots in it. */
export interface Picture {
  readonly label: string;
  readonly side: number;
  /** By their columns and rows, from 0; the shade is from 0, white, to 1. */
  readonly dots: readonly { readonly x: number; readonly y: number; readonly shade: number }[];
  /** In a drawing: where it is. */
  readonly corner?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Of so many numbers a side, row by row: white up to 0, and black at the largest, or at 1 where all are smaller. */
export function pictureOf(numbers: readonly number[], side: number, label: string): Picture {
  const most = Math.max(1, ...numbers);
  const dots = numbers.map((value, i) => ({ x: i % side, y: Math.floor(i / side), shade: value / most }));
  return { label, side, dots: dots.filter(({ shade }) => shade > 0) };
}

export interface PlacedPicture extends Picture {
  readonly at: Box;
}

/** The picture in a drawing. */
export function placed(picture: Picture, at: Box): PlacedPicture {
  const { x, y, width, height } = at;
  return { ...picture, at, corner: { x: x - width / 2, y: y - height / 2, width, height } };
}
