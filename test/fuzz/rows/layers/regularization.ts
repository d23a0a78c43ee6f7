import { AlphaDropout, Dropout, GaussianNoise, SpatialDropout2D } from "@nn/layers";
import type { Row } from "../../row.js";

export const regularizationLayerMakers: readonly Omit<Row, "of">[] = [
  ...[GaussianNoise, AlphaDropout, SpatialDropout2D].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [0.5],
    call: (share: number) => new Made(share),
  })),
  { name: "new Dropout", right: () => [0.5], call: (rate: number) => new Dropout(rate) },
];
