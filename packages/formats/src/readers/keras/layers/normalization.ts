import type { Shape } from "@nn/core/component";
import { BatchNormalization } from "@nn/layers";
import type { Config } from "../config.js";
import type { ReadLayer } from "../read-layer.js";

export function readBatchNormalization(config: Config, input: Shape): ReadLayer {
  const last = input.length;
  config.only("axis", -1, last, [last], [-1]);
  // Used by renorm alone, which is refused.
  config.get("renorm_momentum");
  const options = { momentum: config.number("momentum", 0.99), epsilon: config.number("epsilon", 0.001) };
  const size = input[last - 1]!;
  const of = (name: string, parameter: string) => ({ name, shape: [size], parameter });
  const [scale, center] = [config.flag("scale", true), config.flag("center", true)];
  return {
    layer: new BatchNormalization(options),
    uses: [
      ...(scale ? [of("gamma", "gamma")] : []),
      ...(center ? [of("beta", "beta")] : []),
      of("moving_mean", "movingMean"),
      of("moving_variance", "movingVariance"),
    ],
    constants: { ...(!scale && { gamma: { size, value: 1 } }), ...(!center && { beta: { size, value: 0 } }) },
  };
}
