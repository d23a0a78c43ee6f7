import type { FloatArray } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { NetworkPipeline } from "../../contracts/pipeline.js";
import type { NotedTraining } from "../../equipment/equipment.js";
import { targetShapeOf } from "../../memory/frames/figure-frame.js";
import { homeOf } from "../../memory/home.js";
import type { Workspace } from "../../memory/workspace.js";
import type { Place } from "../../network/stack/stack.js";
import { Extremes } from "./extremes.js";
import { LayerOutputs } from "./layer-outputs.js";
import { TwoLabels } from "./two-labels.js";

/** So many examples tell how large the inputs are. */
const ENOUGH = 1024;
/** So near an end of their range, as a share of it, outputs count as being there. */
const AT_AN_END = 1e-12;

/** What one evaluation of all examples shows, beside its figures. */
export class Observation {
  /** How many examples there are. */
  readonly examples: number;
  readonly inputs: Extremes;
  readonly targets: Extremes;
  /** Whether targets are numbers like the outputs, and not those of classes. */
  readonly areOutputs: boolean;
  /** Whether some only fill up beside numbers like the outputs: nothing is said of how far they reach. */
  readonly areFilled: boolean;
  /** What a row of targets, along the last axis, adds up to at most. */
  largestSum: number = -Infinity;
  /** The two numbers that the targets are, where they are no others: labels of two classes. */
  readonly labels: TwoLabels = new TwoLabels();
  /** What a pipeline calls the columns of the inputs, and of the targets. */
  readonly names: Pick<NetworkPipeline, "inputNames" | "targetNames">;
  /** Those whose outputs have an end. */
  readonly layers: readonly LayerOutputs[];
  /** The last layer's place. */
  readonly last: Place;
  /** The place before it, if there is one. */
  readonly before: Place | undefined;
  /** How many examples have nothing but zeros for inputs. */
  zeros = 0;
  /** How many outputs are at the end of their range that isn't their target's; −1 once one is at no end. */
  wrongEnds: number;
  /** What they add up to. */
  outputSum = 0;
  readonly #network: Network;
  #seen = 0;

  constructor({ network, loss, examples }: NotedTraining) {
    const { stack, pipeline } = network;
    this.#network = network;
    this.names = pipeline ?? {};
    this.examples = examples;
    this.areOutputs = loss.targetShape === undefined;
    this.areFilled = loss.masked !== undefined && loss.masked.loss.targetShape === undefined;
    this.inputs = new Extremes(sizeOf(stack.inputShape));
    this.targets = new Extremes(sizeOf(targetShapeOf(loss, stack.outputShape)));
    this.last = stack.places.at(-1)!;
    this.before = stack.places.at(-2);
    this.layers = stack.places
      .filter(({ layer: { outputRange: range } }) => range !== undefined && hasEnd(range.least, range.most))
      .map((place) => new LayerOutputs(place));
    const { least = 0, most = Infinity } = this.last.layer.outputRange ?? {};
    this.wrongEnds = this.areOutputs && most - least < Infinity ? 0 : -1;
  }

  /** Whether a bias isn't 0 now: as they were given, or learnt. */
  get hasBiases(): boolean {
    const { block } = homeOf(this.#network).parameters;
    return this.#network.stack.allPlaces
      .flatMap(({ parameters }) => parameters)
      .some(
        ({ role, offset, size }) => role === "bias" && block.subarray(offset, offset + size).some((bias) => bias !== 0),
      );
  }

  /** Looks at a batch that has just gone through the network. */
  see({ inputs, frames }: Pick<Workspace, "inputs" | "frames">, targets: FloatArray, batch: number): void {
    if (this.#seen < ENOUGH) this.inputs.see(inputs, batch);
    this.#seen += batch;
    this.targets.see(targets, batch);
    this.labels.see(targets, batch * this.targets.least.length);
    if (this.areOutputs && this.last.layer.outputRange?.sum !== undefined) this.#add(targets, batch);
    const isByWeights: boolean[] = [];
    for (let row = 0; row < batch; row++) {
      const hasNumbers = this.#hasNumbers(inputs, row);
      isByWeights.push(hasNumbers);
      if (!hasNumbers) this.zeros++;
    }
    if (this.wrongEnds >= 0) this.#lookAtEnds(frames.at(-1)!.y, targets, batch * this.targets.least.length);
    for (const layer of this.layers) layer.see(frames[layer.place.index]!.y, batch, isByWeights);
  }

  #hasNumbers(inputs: FloatArray, row: number): boolean {
    const columns = this.inputs.least.length;
    for (let i = row * columns; i < (row + 1) * columns; i++) if (inputs[i] !== 0) return true;
    return false;
  }

  #lookAtEnds(outputs: FloatArray, targets: FloatArray, length: number): void {
    const { least, most } = this.last.layer.outputRange!;
    const margin = AT_AN_END * (most - least);
    for (let i = 0; i < length && this.wrongEnds >= 0; i++) {
      this.outputSum += outputs[i]!;
      if (outputs[i]! > least + margin && outputs[i]! < most - margin) this.wrongEnds = -1;
      else if (Math.abs(outputs[i]! - targets[i]!) > (most - least) / 2) this.wrongEnds++;
    }
  }

  #add(targets: FloatArray, batch: number): void {
    const size = this.last.outputShape.at(-1)!;
    const rows = (batch * this.targets.least.length) / size;
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += targets[row * size + i]!;
      this.largestSum = Math.max(this.largestSum, sum);
    }
  }
}

function hasEnd(least: number, most: number): boolean {
  return least > -Infinity || most < Infinity;
}
