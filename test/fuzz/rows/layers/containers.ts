import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import {
  Activate,
  Add,
  Bidirectional,
  Concatenate,
  Dense,
  GRU,
  Multiply,
  ones,
  Residual,
  relu,
  type SequenceLayer,
  Tied,
  type TiedOptions,
} from "@nn/layers";
import type { Row } from "../../row.js";

export const containerLayerMakers: readonly Omit<Row, "of">[] = [
  {
    name: "new Bidirectional",
    right: () => [new GRU(2, 3), { merge: "sum" }],
    call: (layer: SequenceLayer, options: object) => new Bidirectional(layer, options),
  },
  ...[Add, Multiply, Concatenate].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [[new Dense(2, 2)], [new Activate(relu)]],
    call: (...stacks: Layer[][]) => new Sequential([new Made(...stacks)], { inputShape: [2] }).predict([1, 2]),
  })),
  {
    name: "new Tied",
    right: () => [[new Dense(2, 3), new Activate(relu)], { activation: relu, useBias: true, biasInitializer: ones }],
    call: (body: Layer[], options: TiedOptions) =>
      new Sequential([new Tied(body, options)], { inputShape: [2] }).predict([1, 2]),
  },
  {
    name: "new Residual",
    right: () => [[new Dense(2, 2), new Activate(relu)]],
    call: (body: Layer[]) => new Sequential([new Residual(body)], { inputShape: [2] }).predict([1, 2]),
  },
];
