import { LSTM as LastOrAll } from "./lstm.js";

/**
 * The type of any LSTM. By default `Sequences` is any boolean here, so that a variable of this type holds both kinds; the class
 * has `false` there, so that `new LSTM(2, 3)` is known to give its last step alone.
 */
export interface LSTM<
  Inputs extends number = number,
  Units extends number = number,
  Sequences extends boolean = boolean,
> extends LastOrAll<Inputs, Units, Sequences> {}

/**
 * Long short-term memory: units that go through a sequence, and decide at each time step what to remember.
 *
 *     i = σ(x·Wᵢ + h′·Uᵢ + bᵢ)       f = σ(x·W_f + h′·U_f + b_f)      x: [inputs]   h′, c′: those of the time step before, first 0
 *     g = tanh(x·W_g + h′·U_g + b_g)  o = σ(x·Wₒ + h′·Uₒ + bₒ)
 *     c = f·c′ + i·g                  h = o·tanh(c)                    all: [units]
 *
 * Sequences are [steps, inputs]. The output is the last h, or with `returnSequences` all of them, [steps, units]. Parameters
 * have the gates one behind the other, in the order i, f, g, o: W is [4, inputs, units], U is [4, units, units] and b is
 * [4, units]. The order is that of Keras, which has the gates side by side instead, [inputs, 4 · units], and of PyTorch, which
 * has both matrices transposed, [4 · units, inputs], and two biases, which are added: here there is their sum.
 *
 *     dzₒ = dh·tanh(c)·o·(1 − o)      dc = dh·o·(1 − tanh²(c)) + what comes from the time step after, f·dc
 *     dz_g = dc·i·(1 − g²)            dzᵢ = dc·g·i·(1 − i)             dz_f = dc·c′·f·(1 − f)
 *     dW = Σ xᵀ·dz    dU = Σ h′ᵀ·dz    db = Σ dz    dx = Σ dz·Wᵀ    dh′ = Σ dz·Uᵀ
 *
 * In a training, `dropout` and `recurrentDropout` drop inputs and outputs by masks p and q that are the same at all time steps of a
 * sequence: p·x takes the place of x, and q·h′ that of h′ in the products with U. Numbers of p and q are 0 with the probability that is
 * given, else 1 / (1 − probability).
 *
 * With `learnInitialState` h₀ and c₀ before the first time step are learnt, as `initialState`, [2, units], which begins as 0:
 * dh₀ = Σ dh′ and dc₀ = Σ dc′ over the examples, of the first time step. Else both are 0. No state goes on from one call to the next.
 *
 * With `maskValue` a time step whose numbers all are that value only fills up, and is skipped: h = h′, c = c′, and on the way back
 * dh′ = dh, dc′ = dc. So the last output is that of the last real step, wherever it stands; with `returnSequences` a skipped step gives 0,
 * which the next layer may skip as well.
 *
 * Source: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9 (1997); the forget gate: F. Gers, J.
 * Schmidhuber and F. Cummins, "Learning to Forget: Continual Prediction with LSTM", Neural Computation 12 (2000).
 * Dropout: Y. Gal and Z. Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for a probability that isn't from 0 to below
 *   1, for a `maskValue` that isn't finite, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new LSTM(2, 8), new Dense(8, 1)], { inputShape: [5, 2] });
 * network.predict([[1, 0], [0, 1], [1, 1], [0, 0], [1, 0]]).length; // => 1
 */
export const LSTM: typeof LastOrAll = LastOrAll;
