import { type Data, type FitOptions, showProgress } from "@nn/core";
import type { Loss } from "@nn/core/component";
import type { Sequential as PlainSequential } from "@nn/core/plain";
import type { Row } from "../row.js";
import { fitOptions, image, ownData, rows } from "./core-values.js";
import { distance, square } from "./own-components.js";

/** What a network is used for. */
export function usingOf(network: () => PlainSequential): readonly Omit<Row, "of">[] {
  // Answers change nothing: one network gives them all, also after each wrong call.
  const [answering, seeing] = [network(), image()];
  return [
    { name: "Sequential.predict", right: () => [[1, 2]], call: (given: number[]) => answering.predict(given) },
    {
      name: "Sequential.predict",
      right: () => [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      call: (given: number[]) => answering.predict(given),
    },
    {
      name: "Sequential.predict",
      right: () => [
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      ],
      call: (given: number[]) => seeing.predict(given),
    },
    {
      name: "Sequential.predict",
      right: () => [[Float32Array.of(1, 2), Float32Array.of(3, 4)]],
      call: (given: number[]) => answering.predict(given),
    },
    {
      name: "Sequential.evaluate",
      right: () => [rows(), { loss: square(), metrics: { distance: distance() }, allowMismatch: true }],
      call: (data: Data, options: { loss: Loss }) => answering.evaluate(data, options),
    },
    {
      name: "Sequential.evaluate",
      right: () => [ownData(), { loss: square() }],
      call: (data: Data, options: { loss: Loss }) => answering.evaluate(data, options),
    },
    {
      name: "Sequential.fit",
      right: () => [rows(), fitOptions()],
      call: (data: Data, options: FitOptions) => network().fit(data, options),
      oneChange: true,
    },
    {
      name: "Sequential.fit",
      right: () => [ownData(), fitOptions()],
      call: async (data: Data, options: FitOptions) => {
        for await (const report of network().fit(data, options)) if (report.epoch > 1) break;
      },
      oneChange: true,
    },
    { name: "showProgress", right: () => [network().fit(rows(), fitOptions())], call: showProgress },
    { name: "Sequential.getParameters", right: () => [], call: (...given: []) => answering.getParameters(...given) },
  ];
}
