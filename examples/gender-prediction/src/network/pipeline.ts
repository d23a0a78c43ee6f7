import { Sequential } from "@nn/core";
import { CategoryCode, type ClassAnswer, NumberCode, Pipeline, type RawRow, type Scaler } from "@nn/data";
import type { LabNetwork } from "./network.js";

/** What the lab does before and after its network: people in pounds and inches, and one of two labels. */
function labPipeline({ name, offset, scale }: Scaler, classes: readonly string[]): Pipeline<RawRow, ClassAnswer> {
  const inputs = ["weight", "height"].map((column, i) => ({
    column,
    code: new NumberCode({
      ...{ name, formula: "(x - offset) / scale", inverse: "y * scale + offset" },
      ...{ constants: { offset: offset[i], scale: scale[i] }, missing: null, indicator: false },
    }),
  }));
  const code = new CategoryCode({
    name: "label",
    categories: classes,
    codes: [[0], [1]],
    unknown: null,
    missing: null,
  });
  return new Pipeline<RawRow, ClassAnswer>({ inputs, targets: [{ column: "gender", code }] });
}

/** The network once more, as one that takes people as they are, and answers with a label. */
export function withLabels(
  network: LabNetwork,
  scaler: Scaler,
  classes: readonly string[],
): Sequential<LabNetwork["layers"], readonly [2], Pipeline<RawRow, ClassAnswer>> {
  const pipeline = labPipeline(scaler, classes);
  const whole = new Sequential([...network.layers], { seed: network.seed, pipeline });
  whole.setParameters(network.getParameters());
  return whole as never;
}
