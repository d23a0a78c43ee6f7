import type { Fans, Initializer } from "@nn/core/component";
import { scaledNormal, scaledUniform } from "./scaled.js";

const variance = ({ fanIn, fanOut }: Fans): number => 2 / (fanIn + fanOut);

/**
 * Drawn evenly from ±√(6 / (fanIn + fanOut)), which has the variance 2 / (fanIn + fanOut): signals keep their size
 * forward and backward through sigmoid and tanh. Also known by the first name of its author, Xavier.
 *
 * Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010),
 * equation 16.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: glorotUniform })]);
 */
export const glorotUniform: Initializer = /* @__PURE__ */ scaledUniform("glorotUniform", variance);

/**
 * From the normal distribution with variance 2 / (fanIn + fanOut), not truncated.
 *
 * Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010),
 * equation 12.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: glorotNormal })]);
 */
export const glorotNormal: Initializer = /* @__PURE__ */ scaledNormal("glorotNormal", variance);
