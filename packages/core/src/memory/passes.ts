import type { FloatArray } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { Layer } from "../contracts/layer.js";
import type { BranchOfFrame, LayerFrame } from "./frames/frame.js";

/** The layers of a network or of a branch, each with its frame: a forward pass and a backward pass through all of them. */
export class Passes implements BranchOfFrame {
  readonly frames: readonly LayerFrame[];
  readonly layers: readonly Layer[];
  /** Where backward stops: at the first layer that has something to learn, or has to tell what is before it. */
  readonly lowest: number;

  constructor(layers: readonly Layer[], frames: readonly LayerFrame[], lowest = 0) {
    this.layers = layers;
    this.frames = frames;
    this.lowest = lowest;
  }

  /** What the last layer gives. */
  get y(): FloatArray {
    return this.frames.at(-1)!.y;
  }

  get dy(): FloatArray {
    return this.frames.at(-1)!.dy;
  }

  get dx(): FloatArray | null {
    return this.frames[0]!.dx;
  }

  setBatch(batch: number): void {
    for (let i = 0; i < this.frames.length; i++) this.frames[i]!.setBatch(batch, this.layers[i]!);
  }

  forward(): void {
    for (let i = 0; i < this.frames.length; i++) this.forwardAt(i);
  }

  backward(): void {
    for (let i = this.frames.length - 1; i >= this.lowest; i--) this.backwardAt(i);
  }

  forwardAt(i: number): unknown {
    const returned: unknown = this.layers[i]!.forward(this.frames[i]!);
    if (returned !== undefined) refusePromise(`layer ${i}, ${this.layers[i]!.name}: forward`, returned);
    return returned;
  }

  backwardAt(i: number): unknown {
    const returned: unknown = this.layers[i]!.backward(this.frames[i]!);
    if (returned !== undefined) refusePromise(`layer ${i}, ${this.layers[i]!.name}: backward`, returned);
    return returned;
  }
}
