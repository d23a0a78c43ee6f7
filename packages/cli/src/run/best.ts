import type { EpochReport } from "@nn/core";
import type { Callback, FitView } from "@nn/core/callbacks";
import { toFile } from "@nn/formats";

interface State {
  readonly figure: number | null;
  readonly file: string | null;
}

/** Keeps the file of the network that was best so far: by the loss of the validation data, or else by the loss. */
export class BestNetwork implements Callback {
  readonly name: string = "the best network";
  #figure = Infinity;
  #network: ReturnType<typeof toFile> | undefined;
  #file: string | undefined;

  reported({ loss, validation }: EpochReport, { network }: FitView): void {
    const figure = validation?.loss ?? loss;
    if (figure >= this.#figure) return;
    this.#figure = figure;
    this.#network = toFile(network);
  }

  /** The file, as text; nothing before the first report. */
  get file(): string | undefined {
    if (this.#network === undefined) return this.#file;
    this.#file = `${JSON.stringify(this.#network, null, 1)}\n`;
    this.#network = undefined;
    return this.#file;
  }

  state(): State {
    const { file } = this;
    return { figure: file === undefined ? null : this.#figure, file: file ?? null };
  }

  restore(state: unknown): void {
    const { figure, file } = state as State;
    this.#figure = figure ?? Infinity;
    this.#file = file ?? undefined;
  }
}
