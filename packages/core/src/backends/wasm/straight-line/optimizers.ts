import { OPERATION } from "../binary.js";
import type { Operations } from "./operation.js";

/** assembly/optimizers.ts, number by number. */
export const optimizers = (): Operations => ({
  [OPERATION.sgd]: (code, { out, a, rows }, numbers) => {
    const rate = numbers(0);
    for (let i = 0; i < rows; i++) {
      code.store(out, i, code.sub(code.loadWide(out, i), code.mul(rate, code.loadWide(a, i))));
    }
  },
  [OPERATION.momentum]: (code, { out, a, b, rows }, numbers) => {
    const [rate, share, nesterov] = [numbers(0), numbers(1), numbers(2)];
    for (let i = 0; i < rows; i++) {
      const g = code.loadWide(a, i);
      const v = code.add(code.mul(share, code.loadWide(b, i)), g);
      // Before v is stored: g may be the same number.
      const move = code.ifLess(code.constant(0), nesterov, code.add(g, code.mul(share, v)), v);
      code.store(b, i, v);
      code.store(out, i, code.sub(code.loadWide(out, i), code.mul(rate, move)));
    }
  },
  [OPERATION.adam]: (code, { out, a, b, c, rows }, numbers) => {
    const [rate, beta1, beta2, epsilon] = [numbers(0), numbers(1), numbers(2), numbers(3)];
    const [one, t] = [code.constant(1), code.stepNumber(numbers(4))];
    const [rest1, rest2] = [code.sub(one, beta1), code.sub(one, beta2)];
    const step = code.div(rate, code.sub(one, code.call("power", beta1, t)));
    const correction = code.div(one, code.sub(one, code.call("power", beta2, t)));
    for (let i = 0; i < rows; i++) {
      const g = code.loadWide(a, i);
      const m = code.add(code.mul(beta1, code.loadWide(b, i)), code.mul(rest1, g));
      const v = code.add(code.mul(beta2, code.loadWide(c, i)), code.mul(code.mul(rest2, g), g));
      code.store(b, i, m);
      code.store(c, i, v);
      const root = code.add(code.sqrt(code.mul(v, correction)), epsilon);
      // The last term is 0, or NaN where g² has overflowed in the arrays' format.
      const move = code.add(code.div(code.mul(step, m), root), code.mul(code.constant(0), code.loadWide(c, i)));
      code.store(out, i, code.sub(code.loadWide(out, i), move));
    }
  },
});
