import { GRU as LastOrAll } from "./gru.js";

/** The type of any GRU, for which `LSTM` of `any-lstm.ts` says why it is another than the class's. */
export interface GRU<Inputs extends number = number, Units extends number = number, Sequences extends boolean = boolean>
  extends LastOrAll<Inputs, Units, Sequences> {}

/**
 * Gated recurrent units: they go through a sequence, and decide at each time step how much of what they had stays.
 *
 *     u = σ(x·Wᵤ + bᵤ + h′·Uᵤ + cᵤ)     r = σ(x·Wᵣ + bᵣ + h′·Uᵣ + cᵣ)     x: [inputs]   h′: of the time step before, first 0
 *     s = h′·Uₙ + cₙ                    n = tanh(x·Wₙ + bₙ + r·s)
 *     h = (1 − u)·n + u·h′                                             all: [units]
 *
 * Sequences are [steps, inputs]. The output is the last h, or with `returnSequences` all of them, [steps, units]. Parameters
 * have the gates one behind the other, in the order u, r, n, as Keras: W is [3, inputs, units], U is [3, units, units], and b and c
 * are one array, [6, units]. PyTorch has r before u.
 *
 *     dzₙ = dh·(1 − u)·(1 − n²)    dzᵤ = dh·(h′ − n)·u·(1 − u)    dzᵣ = dzₙ·s·r·(1 − r)    ds = dzₙ·r
 *     dW = Σ xᵀ·dz    db = Σ dz    dx = Σ dz·Wᵀ    dU = Σ h′ᵀ·dz, with ds for n    dc = Σ dz, with ds for n
 *     dh′ = dzᵤ·Uᵤᵀ + dzᵣ·Uᵣᵀ + ds·Uₙᵀ + dh·u
 *
 * So it is in PyTorch and, as `reset_after`, in Keras, after the first version of the paper. With `resetAfter: false` it is that of
 * the paper as it was published: the reset gate multiplies before the product, n = tanh(x·Wₙ + (r·h′)·Uₙ + bₙ), and there is no c.
 *
 * In a training, `dropout` and `recurrentDropout` drop inputs and outputs by masks p and q that are the same at all time steps of a
 * sequence: p·x takes the place of x, and q·h′ that of h′ in the products with U. Numbers of p and q are 0 with the probability that is
 * given, else 1 / (1 − probability). In u·h′ there is all of h′.
 *
 * With `learnInitialState` h₀ before the first time step is learnt, as `initialState`, [units], which begins as 0:
 * dh₀ = Σ dh′ over the examples, of the first time step. Else it is 0. No state goes on from one call to the next.
 *
 * With `maskValue` a time step whose numbers all are that value only fills up, and is skipped: h = h′, and on the way back
 * dh′ = dh. So the last output is that of the last real step, wherever it stands; with `returnSequences` a skipped step gives 0,
 * which the next layer may skip as well.
 *
 * Source: K. Cho and others, "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation",
 * EMNLP (2014), where u is z; its first version is arXiv 1406.1078v1.
 * Dropout: Y. Gal and Z. Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for a probability that isn't from 0 to below
 *   1, for a `maskValue` that isn't finite, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new GRU(2, 8), new Dense(8, 1)], { inputShape: [5, 2] });
 * network.predict([[1, 0], [0, 1], [1, 1], [0, 0], [1, 0]]).length; // => 1
 */
export const GRU: typeof LastOrAll = LastOrAll;
