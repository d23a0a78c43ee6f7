import { OptionError, printable, show } from "@nn/numerics";
import { shortNumber } from "../../advice/short-number.js";
import type { Metrics } from "../../contracts/loss.js";
import type { EpochReport } from "../measures/reports.js";
import type { Fit } from "./fit.js";
import type { History } from "./fit-options.js";

/** Where a terminal shows what isn't a program's result. */
interface ErrorStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A training that ends sooner needs no line. */
const SOON_MILLISECONDS = 500;
/** A line that changes more often can't be read. */
const REFRESH_MILLISECONDS = 100;
/** Of a terminal that doesn't know how wide it is: some say 0. */
const USUAL_COLUMNS = 80;
/** No letter before it takes two columns. */
const FIRST_OF_TWO_COLUMNS = 0x1100;
const BACK_TO_THE_START = "\r";
const CLEAR_THE_REST = "\u001b[K";

/**
 * Awaits a training, and meanwhile keeps one line on a terminal's standard error up to date with its last report: the epoch,
 * the figures, the rate, the time that is left. Where standard error isn't a terminal, as in a page or a log, it only awaits.
 *
 * @returns The training's history.
 * @throws What the training rejects with; OptionError for one that is awaited already, and for what isn't one.
 *
 * @example
 * const people = { inputs: [[-2, -1], [25, 6], [17, 4], [-15, -6]], targets: [1, 0, 0, 1] };
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 300, batchSize: 1 };
 * const history = await showProgress(network.fit(people, options)); // epoch 214 of 300  loss 0.0145  107 epochs/s  1 s left
 * history.epochs; // => 300
 */
export async function showProgress<M extends Metrics = Record<never, never>>(training: Fit<M>): Promise<History<M>> {
  if (typeof training?.epochs !== "number" || typeof training[Symbol.asyncIterator] !== "function") {
    throw new OptionError(
      `showProgress takes a training itself, as in showProgress(network.fit(data, options)), but got ${show(training)}.`,
    );
  }
  const stream = (globalThis as { process?: { stderr?: ErrorStream } }).process?.stderr;
  if (stream?.isTTY !== true) return training;
  const line = new ProgressLine(stream, training.epochs);
  try {
    for await (const report of training) line.show(report);
  } finally {
    line.end();
  }
  return training;
}

class ProgressLine {
  readonly #stream: ErrorStream;
  readonly #epochs: number;
  readonly #begun: number = Date.now();
  #shownAt: number = this.#begun + SOON_MILLISECONDS - REFRESH_MILLISECONDS;
  #isShown = false;
  #last: EpochReport | undefined;

  constructor(stream: ErrorStream, epochs: number) {
    this.#stream = stream;
    this.#epochs = epochs;
  }

  show(report: EpochReport): void {
    this.#last = report;
    if (Date.now() - this.#shownAt >= REFRESH_MILLISECONDS) this.#write();
  }

  /** The last report stays on the terminal, and what is printed next begins on a line of its own. */
  end(): void {
    if (!this.#isShown) return;
    this.#write();
    this.#stream.write("\n");
  }

  #write(): void {
    this.#isShown = true;
    this.#shownAt = Date.now();
    const { columns } = this.#stream;
    const width = (columns !== undefined && columns > 0 ? columns : USUAL_COLUMNS) - 1;
    const line = describeProgress(this.#last!, this.#epochs, (this.#shownAt - this.#begun) / 1000, width);
    this.#stream.write(`${BACK_TO_THE_START}${line}${CLEAR_THE_REST}`);
  }
}

/** The line, in so many columns: one that is wrapped can't be gone back to. Figures that have no room are left out, the last ones first. */
function describeProgress(report: EpochReport, epochs: number, seconds: number, width: number): string {
  const { epoch, validation = {}, ...own } = report;
  const done = epoch + 1;
  const rate = done / seconds;
  const place = `epoch ${done} of ${epochs}`;
  const pace = rate >= 1 ? `${shortNumber(rate)} epochs/s` : `${formatTime(1 / rate)} an epoch`;
  const end = done < epochs ? `${formatTime((epochs - done) / rate)} left` : `in ${formatTime(seconds)}`;
  const figures = [...listFigures(own), ...listFigures(validation).map((figure) => `validation ${figure}`)];
  const line = (shown: readonly string[]): string => [place, ...shown, pace, end].join("  ");
  for (let count = figures.length; count >= 0; count--) {
    const text = line(count < figures.length ? [...figures.slice(0, count), "…"] : figures);
    if (columnsOf(text) <= width) return text;
  }
  // A number that is cut is another one.
  return [`${place}  ${end}`, place, `epoch ${done}`].find((text) => text.length <= width) ?? "";
}

/** How many columns a terminal shows a text in, or more: it gives letters such as 精 two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += letter.codePointAt(0)! < FIRST_OF_TWO_COLUMNS ? 1 : 2;
  return columns;
}

/** Those that are numbers: a matrix has no place in a line, nor has a name's line end or any other sign that moves the cursor. */
function listFigures(figures: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(figures).flatMap(([name, value]) =>
    typeof value === "number" ? [`${printable(name)} ${shortNumber(value)}`] : [],
  );
}

/** A time in its two largest units. */
function formatTime(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
