import { OptionError } from "@nn/core";
import { type OwnTrainingOptions, runTraining } from "@nn/core/callbacks";
import { show } from "@nn/core/component";
import type { Metrics } from "@nn/core/types";
import { checkStreamFitOptions, type StreamFitOptions } from "./fit-stream-options.js";
import type { StreamFitState, StreamReport } from "./fit-stream-state.js";
import { type StreamHistory, type StreamNetwork, StreamRun, type StreamWindow } from "./stream-run.js";
import { WindowStream } from "./window-stream.js";

/** A running training over a stream: await it for its history, or go through its reports with `for await`. */
export type StreamFit<M extends Metrics = Record<never, never>> = Promise<StreamHistory<M>> &
  AsyncIterable<StreamReport<M>> & {
    /**
     * All that another training needs to go on from here, as its option `from`: at any time, also after an abort and after an
     * error of the source.
     */
    state(): StreamFitState;
  };

/**
 * Trains a network on more examples than memory holds: on a stream, window by window; on tables where the network has a pipeline,
 * which is fitted on the first of them. Each window is trained on as data in memory
 * is, in batches and in an order of its own in each epoch, and is then let go. An epoch is one pass over the stream, in which each
 * row comes exactly once; a window's last batch may be smaller.
 *
 * It is awaited or looped over, has callbacks and warnings, and is alone on its network as `fit` is. What is seen of examples, such
 * as columns that aren't scaled, is looked for in the first window.
 *
 * What a shuffled window can't do is bring together rows that are far apart: a file that is sorted, such as by class, has to be
 * mixed once before it is trained on.
 *
 * The source is waited for. What fails there rejects, and so does a window with anything wrong in it, before any of that window is
 * trained on; the network is then as the last batch left it, and `state()` is where another training goes on `from`, to the bit.
 *
 * @throws OptionError, DataError or ShapeError at once, before anything moves, for what is no stream, for options and validation
 *   data that don't fit, and while another training of the network runs, as `fit` does; rejects with a DataError or ShapeError
 *   for windows that don't fit the network, and with a DivergenceError as `fit` does.
 *
 * @example
 * const file = streamCsv(() => ["x,y\n1,2\n2,4\n3,6\n", "4,8\n5,10\n6,12\n"], { window: 4 });
 * const stream = file.map((table) => ({ inputs: table.rows("x"), targets: table.rows("y") }));
 * const network = new Sequential([new Dense(1, 1, { activation: identity })]);
 * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.01 }), epochs: 40, batchSize: 2 };
 * const { reports } = await fitStream(network, stream, options);
 * reports[0].examples; // => 6
 * Math.round(network.predict([10])[0]); // => 20
 */
export function fitStream<M extends Metrics = Record<never, never>>(
  network: StreamNetwork,
  stream: WindowStream<StreamWindow>,
  options: StreamFitOptions<M>,
): StreamFit<M> {
  if (!(stream instanceof WindowStream)) {
    throw new OptionError(
      `fitStream takes a WindowStream, as streamCsv gives one, but got ${show(stream)}. Data in memory is for network.fit.`,
    );
  }
  checkStreamFitOptions(options);
  const training = runTraining(
    network,
    companyOptions(options),
    () => new StreamRun(network, stream, options as StreamFitOptions),
  );
  return training as unknown as StreamFit<M>;
}

/** What goes along with a training, of the options of one over a stream. */
function companyOptions<M extends Metrics>(options: StreamFitOptions<M>): OwnTrainingOptions {
  const { loss, optimizer, epochs, callbacks, onWarning, signal, validation, shuffle, allowMismatch, from } = options;
  const losses = from?.reports.map(({ loss }) => loss) ?? [];
  return {
    ...{ loss, optimizer, epochs, callbacks, onWarning, signal, validation, shuffle },
    ...(allowMismatch !== undefined && { allowMismatch }),
    from: from && { callbacks: from.callbacks, firstLoss: from.firstLoss, losses },
  };
}
