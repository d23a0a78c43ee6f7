import type { Fans, Initializer } from "@nn/core/component";
import { scaledNormal, scaledUniform } from "./scaled.js";

const variance = ({ fanIn }: Fans): number => 2 / fanIn;

/**
 * Drawn evenly from ±√(6 / fanIn), which has the variance 2 / fanIn: signals keep their size forward through relu.
 *
 * Source: K. He, X. Zhang, S. Ren and J. Sun, "Delving Deep into Rectifiers" (2015), equation 10, as a uniform distribution.
 *
 * @example
 * new Sequential([new Dense(2, 2, { activation: relu, weightInitializer: heUniform })]);
 */
export const heUniform: Initializer = /* @__PURE__ */ scaledUniform("heUniform", variance);

/**
 * From the normal distribution with variance 2 / fanIn, not truncated.
 *
 * Source: K. He, X. Zhang, S. Ren and J. Sun, "Delving Deep into Rectifiers" (2015), equation 10.
 *
 * @example
 * new Sequential([new Dense(2, 2, { activation: relu, weightInitializer: heNormal })]);
 */
export const heNormal: Initializer = /* @__PURE__ */ scaledNormal("heNormal", variance);
