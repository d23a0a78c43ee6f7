import type { Fans, Initializer } from "@nn/core/component";
import { scaledNormal, scaledUniform } from "./scaled.js";

const variance = ({ fanIn }: Fans): number => 1 / fanIn;

/**
 * Drawn evenly from ±√(3 / fanIn), which has the variance 1 / fanIn: numbers of variance 1 give weighted sums of variance 1.
 *
 * Source: Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp" (1998), section 4.6.
 *
 * @example
 * new Sequential([new Dense(2, 2, { activation: tanh, weightInitializer: lecunUniform })]);
 */
export const lecunUniform: Initializer = /* @__PURE__ */ scaledUniform("lecunUniform", variance);

/**
 * From the normal distribution with variance 1 / fanIn, not truncated; what {@link selu} is made for.
 *
 * Source: Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp" (1998), section 4.6.
 *
 * @example
 * new Sequential([new Dense(2, 2, { activation: selu, weightInitializer: lecunNormal })]);
 */
export const lecunNormal: Initializer = /* @__PURE__ */ scaledNormal("lecunNormal", variance);
