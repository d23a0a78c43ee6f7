import { BatchNormalization, GroupNormalization, LayerNormalization, RMSNormalization } from "@nn/layers";
import type { Row } from "../../row.js";

export const normalizationLayerMakers: readonly Omit<Row, "of">[] = [
  ...[LayerNormalization, RMSNormalization].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [{ epsilon: 1e-3 }],
    call: (options: object) => new Made(options),
  })),
  {
    name: "new GroupNormalization",
    right: () => [2, { epsilon: 1e-3 }],
    call: (groups: number, options: object) => new GroupNormalization(groups, options),
  },
  {
    name: "new BatchNormalization",
    right: () => [{ momentum: 0.9, epsilon: 1e-3 }],
    call: (options: object) => new BatchNormalization(options),
  },
];
