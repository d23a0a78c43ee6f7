/** Images of handwritten digits, and which they are. */
export interface Digits {
  /** 64 numbers from 0, white, to 1, black: 8 rows of 8 pixels. A network takes them as [64] or as [8, 8, 1]. */
  readonly inputs: Float64Array[];
  /** The digits, 0 to 9: class numbers. */
  readonly targets: number[];
}

const PIXELS = 64;

/**
 * 1797 handwritten digits of 13 people as images of 8 by 8 pixels: a first task for a convolution.
 *
 * Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository (1998),
 * https://doi.org/10.24432/C50P49, the file `optdigits.tes`, with its numbers from 0 to 16 divided by 16. Licence: CC BY 4.0.
 *
 * @example
 * const { inputs, targets } = await digits();
 * [inputs.length, targets[0]]; // => [1797, 0]
 * Array.from(inputs[0].subarray(8, 16)); // => [0, 0, 0.8125, 0.9375, 0.625, 0.9375, 0.3125, 0]
 */
export async function digits(): Promise<Digits> {
  const { TEXT } = await import("./digits-text.js");
  const characters = TEXT.replaceAll("\n", "");
  const inputs: Float64Array[] = [];
  const targets: number[] = [];
  for (let at = 0; at < characters.length; at += PIXELS + 1) {
    targets.push(inkAt(characters, at));
    const image = new Float64Array(PIXELS);
    for (let i = 0; i < PIXELS; i++) image[i] = inkAt(characters, at + 1 + i) / 16;
    inputs.push(image);
  }
  return { inputs, targets };
}

const ZERO = 0x30;
const A = 0x61;

/** A digit to the base of 17. A hundred thousand of them are read: `Number.parseInt` takes ten times as long. */
function inkAt(characters: string, at: number): number {
  const code = characters.charCodeAt(at);
  return code < A ? code - ZERO : code - A + 10;
}
