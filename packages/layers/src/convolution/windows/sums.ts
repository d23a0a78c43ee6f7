import type { Activation, Equations, ParameterElement, WeightedSum, WeightedTerm } from "@nn/core/component";
import type { Geometry } from "./geometry.js";

/** The weighted sums of a convolution for explanations, place by place and filter by filter. Weights are shared by places. */
export function convolutionSums(geometry: Geometry, useBias: boolean, activation: Activation | undefined): Equations[] {
  const { filters, kernelHeight, kernelWidth, channels, outHeight, outWidth, groups } = geometry;
  const size = (kernelHeight * kernelWidth * channels * filters) / groups;
  const weights = Array.from({ length: size }, (_, element) => {
    return { parameter: "weight", element };
  });
  const sums: WeightedSum[] = [];
  for (let placeY = 0; placeY < outHeight; placeY++) {
    for (let placeX = 0; placeX < outWidth; placeX++) {
      const seen = pixelsSeen(geometry, placeY, placeX);
      for (let f = 0; f < filters; f++) {
        const terms = termsOf(geometry, seen, f, weights);
        sums.push(useBias ? { terms, bias: { parameter: "bias", element: f } } : { terms });
      }
    }
  }
  return activation === undefined ? [{ sums }] : [{ sums }, { activation, row: filters }];
}

/**
 * Those of a transposed convolution: each pixel of its output sums up the places of a convolution that see it.
 *
 * @param geometry - That convolution's, whose input is the output here.
 */
export function transposedSums(geometry: Geometry, useBias: boolean, activation: Activation | undefined): Equations[] {
  const { height, width, channels, filters, outHeight, outWidth } = geometry;
  const terms = Array.from({ length: height * width * channels }, (): WeightedTerm[] => []);
  for (let place = 0; place < outHeight * outWidth; place++) {
    for (const { tap, pixel } of pixelsSeen(geometry, Math.floor(place / outWidth), place % outWidth)) {
      for (let f = 0; f < channels; f++) {
        for (let c = 0; c < filters; c++) {
          const element = (tap * channels + f) * filters + c;
          terms[pixel * channels + f].push({
            input: place * filters + c,
            weight: { parameter: "weight", element },
          });
        }
      }
    }
  }
  const sums = terms.map((own, i): WeightedSum => {
    return useBias ? { terms: own, bias: { parameter: "bias", element: i % channels } } : { terms: own };
  });
  return activation === undefined ? [{ sums }] : [{ sums }, { activation, row: channels }];
}

function termsOf(
  { channels, filters, groups }: Geometry,
  seen: readonly Seen[],
  filter: number,
  weights: readonly ParameterElement[],
): WeightedTerm[] {
  const depth = channels / groups;
  const first = Math.floor((filter * groups) / filters) * depth;
  const terms: WeightedTerm[] = [];
  for (const { tap, pixel } of seen) {
    for (let c = 0; c < depth; c++) {
      terms.push({ input: pixel * channels + first + c, weight: weights[(tap * depth + c) * filters + filter] });
    }
  }
  return terms;
}

/** A pixel of the image under a tap of a window. */
interface Seen {
  readonly tap: number;
  readonly pixel: number;
}

/** Those of a window at a place, row by row. */
function pixelsSeen(geometry: Geometry, placeY: number, placeX: number): Seen[] {
  const { height, width, kernelHeight, kernelWidth } = geometry;
  const seen: Seen[] = [];
  for (let tapY = 0; tapY < kernelHeight; tapY++) {
    const y = placeY * geometry.strideDown + tapY * geometry.dilationDown - geometry.padTop;
    for (let tapX = 0; tapX < kernelWidth; tapX++) {
      const x = placeX * geometry.strideAcross + tapX * geometry.dilationAcross - geometry.padLeft;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      seen.push({ tap: tapY * kernelWidth + tapX, pixel: y * width + x });
    }
  }
  return seen;
}

/** Numbers that all come about by one formula of x, what a window sees of a channel at its place. */
export function windowEquations(formula: string, geometry: Geometry): Equations[] {
  const { outHeight, outWidth, channels } = geometry;
  const reads = (at: number): Record<"x", readonly number[]> => {
    const place = Math.floor(at / channels);
    const seen = pixelsSeen(geometry, Math.floor(place / outWidth), place % outWidth);
    return { x: seen.map(({ pixel }) => pixel * channels + (at % channels)) };
  };
  return [{ formula, size: outHeight * outWidth * channels, reads }];
}
