import { SimpleRNN as LastOrAll } from "./simple-rnn.js";

/** The type of any simple recurrent layer, for which `LSTM` of `any-lstm.ts` says why it is another than the class's. */
export interface SimpleRNN<
  Inputs extends number = number,
  Units extends number = number,
  Sequences extends boolean = boolean,
> extends LastOrAll<Inputs, Units, Sequences> {}

/**
 * Units that go through a sequence, and see at each time step what all of them gave at the one before.
 *
 *     h = tanh(x·W + h′·U + b)        x: [inputs]   h: [units]   h′: that of the time step before, first 0
 *     dz = (1 − h²)·dh                 dh′ = dz·Uᵀ    dW = Σ xᵀ·dz    dU = Σ h′ᵀ·dz    db = Σ dz    dx = dz·Wᵀ
 *
 * Sequences are [steps, inputs]. The output is the last h, or with `returnSequences` all of them, [steps, units]. Over many time
 * steps, derivatives vanish or grow: {@link LSTM} and {@link GRU} were made to remember.
 *
 * In a training, `dropout` and `recurrentDropout` drop inputs and outputs by masks p and q that are the same at all time steps of a
 * sequence: p·x takes the place of x, and q·h′ that of h′ in the products with U. Numbers of p and q are 0 with the probability that is
 * given, else 1 / (1 − probability).
 *
 * With `learnInitialState` h₀ before the first time step is learnt, as `initialState`, [units], which begins as 0:
 * dh₀ = Σ dh′ over the examples, of the first time step. Else it is 0. No state goes on from one call to the next.
 *
 * With `maskValue` a time step whose numbers all are that value only fills up, and is skipped: h = h′, and on the way back
 * dh′ = dh. So the last output is that of the last real step, wherever it stands; with `returnSequences` a skipped step gives 0,
 * which the next layer may skip as well.
 *
 * Source: J. Elman, "Finding Structure in Time", Cognitive Science 14 (1990). It is `nn.RNN` of PyTorch.
 * Dropout: Y. Gal and Z. Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for a probability that isn't from 0 to below
 *   1, for a `maskValue` that isn't finite, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new SimpleRNN(1, 1)], { inputShape: [2, 1] });
 * network.setParameters({ "0.weight": [1], "0.recurrentWeight": [0.5], "0.bias": [0] });
 * network.predict([[1], [0]]); // => [0.3634]
 */
export const SimpleRNN: typeof LastOrAll = LastOrAll;
