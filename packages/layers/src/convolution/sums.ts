import type { Activation, LinkSpec, WeightedSum, WeightedTerm } from "@nn/core/component";
import type { Geometry } from "./geometry.js";

/** The weighted sums of a convolution for explanations, place by place and filter by filter. Weights are shared by places. */
export function convolutionSums(geometry: Geometry, useBias: boolean, activation: Activation | undefined): LinkSpec[] {
  const { filters, outHeight, outWidth } = geometry;
  const sums: WeightedSum[] = [];
  for (let placeY = 0; placeY < outHeight; placeY++) {
    for (let placeX = 0; placeX < outWidth; placeX++) {
      for (let f = 0; f < filters; f++) {
        const terms = termsOf(geometry, placeY, placeX, f);
        sums.push(useBias ? { terms, bias: { parameter: "bias", element: f } } : { terms });
      }
    }
  }
  return activation === undefined ? [{ sums }] : [{ sums }, { activation }];
}

function termsOf(geometry: Geometry, placeY: number, placeX: number, filter: number): WeightedTerm[] {
  const { height, width, channels, kernelHeight, kernelWidth, filters } = geometry;
  const terms: WeightedTerm[] = [];
  for (let tapY = 0; tapY < kernelHeight; tapY++) {
    const y = placeY * geometry.strideDown + tapY - geometry.padTop;
    for (let tapX = 0; tapX < kernelWidth; tapX++) {
      const x = placeX * geometry.strideAcross + tapX - geometry.padLeft;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      for (let c = 0; c < channels; c++) {
        const element = ((tapY * kernelWidth + tapX) * channels + c) * filters + filter;
        terms.push({ input: (y * width + x) * channels + c, weight: { parameter: "weight", element } });
      }
    }
  }
  return terms;
}
