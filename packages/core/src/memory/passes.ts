import { refusePromise } from "../components/promises.js";
import type { WritingCheck } from "../components/writing-check.js";
import type { Layer } from "../contracts/layer.js";
import { LayerFrame } from "./frame.js";

/** A network's layers, each with its frame: a forward pass and a backward pass through all of them. */
export class Passes {
  readonly frames: readonly LayerFrame[];
  readonly layers: readonly Layer[];

  constructor(layers: readonly Layer[], frames: readonly LayerFrame[]) {
    this.layers = layers;
    this.frames = frames;
  }

  /** The same passes on the same arrays over so many examples, whatever batch these are set to. */
  over(batch: number): Passes {
    const passes = new Passes(
      this.layers,
      this.frames.map((frame) => new LayerFrame(frame.kernels, frame, frame)),
    );
    passes.setBatch(batch);
    return passes;
  }

  setBatch(batch: number): void {
    for (let i = 0; i < this.frames.length; i++) this.frames[i]!.batch = batch;
  }

  forward(): void {
    for (let i = 0; i < this.frames.length; i++) this.forwardAt(i);
  }

  backward(): void {
    for (let i = this.frames.length - 1; i >= 0; i--) this.backwardAt(i);
  }

  /**
   * The same, with a check of what each layer has written.
   *
   * @throws OptionError for a layer that hasn't written what it was to write.
   */
  firstForward(writing: WritingCheck): void {
    this.frames.forEach((frame, i) => {
      writing.forward(this.layers[i]!, frame, i, () => this.forwardAt(i));
    });
  }

  /** Backward in the same way, after such a forward pass. */
  firstBackward(writing: WritingCheck): void {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      writing.backward(this.layers[i]!, this.frames[i]!, i, () => this.backwardAt(i));
    }
  }

  forwardAt(i: number): void {
    const returned: unknown = this.layers[i]!.forward(this.frames[i]!);
    if (returned !== undefined) refusePromise(`layer ${i}, ${this.layers[i]!.name}: forward`, returned);
  }

  backwardAt(i: number): unknown {
    const returned: unknown = this.layers[i]!.backward(this.frames[i]!);
    if (returned !== undefined) refusePromise(`layer ${i}, ${this.layers[i]!.name}: backward`, returned);
    return returned;
  }
}
