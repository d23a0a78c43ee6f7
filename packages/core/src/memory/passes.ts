import type { FloatArray } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { Layer } from "../contracts/layer.js";
import type { BranchOfFrame, LayerFrame } from "./frame.js";

/** A network's layers, each with its frame: a forward pass and a backward pass through all of them. */
export class Passes {
  readonly frames: readonly LayerFrame[];
  readonly layers: readonly Layer[];
  /** Where backward stops: at the first layer that has something to learn, or has to tell what is before it. */
  readonly lowest: number;

  constructor(layers: readonly Layer[], frames: readonly LayerFrame[], lowest = 0) {
    this.layers = layers;
    this.frames = frames;
    this.lowest = lowest;
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

/** A branch of a layer: the passes through its layers. */
export class BranchPasses implements BranchOfFrame {
  readonly passes: Passes;
  readonly y: FloatArray;
  readonly dy: FloatArray;
  readonly dx: FloatArray | null;

  constructor(passes: Passes) {
    this.passes = passes;
    this.y = passes.frames.at(-1)!.y;
    this.dy = passes.frames.at(-1)!.dy;
    this.dx = passes.frames[0]!.dx;
  }

  get frames(): readonly LayerFrame[] {
    return this.passes.frames;
  }

  setBatch(batch: number): void {
    this.passes.setBatch(batch);
  }

  forward(): void {
    this.passes.forward();
  }

  backward(): void {
    this.passes.backward();
  }
}
