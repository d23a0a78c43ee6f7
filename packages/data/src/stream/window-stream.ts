import { DataError, OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { hasMethod } from "../rows.js";
import { refuseUnbound } from "../unbound-methods.js";

/** What gives things one after another: an array, a generator, an asynchronous one. */
export type Sequence<Item> = Iterable<Item> | AsyncIterable<Item>;

/** A window, or what makes it when it is asked for: of a window that is left out, nothing is made. */
export type Making<Window> = Window | (() => Window | PromiseLike<Window>);

/**
 * Examples that come a window at a time, as they are more than memory holds: rows of a file or of a database. Each pass opens
 * the source anew, and it has to give the same windows in the same order each time.
 *
 * @example
 * const stream = new WindowStream(async function* () {
 *   yield { inputs: [[-2, -1], [25, 6]], targets: [1, 0] };
 *   yield { inputs: [[17, 4]], targets: [0] };
 * });
 * let rows = 0;
 * for await (const { inputs } of stream) rows += inputs.length;
 * rows; // => 3
 */
export class WindowStream<Window> implements AsyncIterable<Window> {
  readonly #open: () => Sequence<Making<Window>> | PromiseLike<Sequence<Making<Window>>>;

  /**
   * @param open - Opens the source and gives its windows, from the first one on, or functions that make them; called once for
   *   each pass.
   * @throws OptionError for what is no function.
   */
  constructor(open: () => Sequence<Making<Window>> | PromiseLike<Sequence<Making<Window>>>) {
    if (typeof open !== "function") {
      throw new OptionError(
        `A WindowStream takes a function that opens the source, as each pass opens it anew, but got ${show(open)}.`,
      );
    }
    this.#open = open;
    refuseUnbound(WindowStream, "stream");
  }

  /**
   * The same stream with something else made of each window: inputs and targets of a table, or those of its rows that are
   * wanted.
   *
   * @throws OptionError for what is no function.
   *
   * @example
   * const tables = streamCsv(() => ["weight,height\n133,65\n160,72\n"], { window: 1 });
   * const people = tables.map((table) => ({ inputs: table.rows("weight"), targets: table.numbers("height") }));
   * await people.first(); // => { inputs: [[133]], targets: [65] }
   */
  map<Made>(make: (window: Window) => Made | PromiseLike<Made>): WindowStream<Made> {
    if (typeof make !== "function") {
      throw new OptionError(`map takes a function of a window, but got ${show(make)}.`);
    }
    const open = this.#open;
    return new WindowStream<Made>(async function* () {
      for await (const window of windowsOf(await open())) yield async () => make(await made(window));
    });
  }

  /**
   * The first window: what scalers and categories may be fitted on.
   *
   * @throws DataError where there is none, and whatever the source throws.
   */
  async first(): Promise<Window> {
    for await (const window of this.from(0)) return window;
    throw new DataError("This stream has no windows: its source is empty.");
  }

  /** Goes through the windows, from the first one on. */
  [Symbol.asyncIterator](): AsyncGenerator<Window, void> {
    return this.from(0);
  }

  /**
   * Goes through the windows but for the first `skipped`, which are only read.
   *
   * @throws OptionError for what is no number of windows.
   */
  from(skipped: number): AsyncGenerator<Window, void> {
    if (!Number.isInteger(skipped) || skipped < 0) {
      throw new OptionError(`from takes the number of windows to leave out, 0 or more, but got ${show(skipped)}.`);
    }
    return this.#from(skipped);
  }

  async *#from(skipped: number): AsyncGenerator<Window, void> {
    let place = 0;
    for await (const window of windowsOf(await this.#open())) if (place++ >= skipped) yield await made(window);
  }
}

function windowsOf<Item>(opened: Sequence<Item>): Sequence<Item> {
  if (isSequence(opened)) return opened;
  throw new DataError(
    `The function of a WindowStream must give windows one after another, as a list or a generator does, but gave ${show(opened)}.`,
  );
}

/** Whether a value gives things one after another. */
export function isSequence(value: unknown): value is Sequence<unknown> {
  return hasMethod(value, Symbol.asyncIterator) || hasMethod(value, Symbol.iterator);
}

function made<Window>(window: Making<Window>): Window | PromiseLike<Window> {
  return typeof window === "function" ? (window as () => Window | PromiseLike<Window>)() : window;
}
