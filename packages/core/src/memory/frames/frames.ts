import type { FloatArray, Kernels, Shape } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import type { Frame } from "../../contracts/layer.js";
import type { Place, Stack } from "../../network/stack/stack.js";
import type { ParameterArrays } from "../../parameters/parameters.js";
import { Passes } from "../passes.js";
import type { Stream } from "../random-numbers.js";
import { LayerFrame } from "./frame.js";

/** What backward passes need beside forward passes. */
export interface Derivatives {
  /** ∂L/∂y of each place, by its number. */
  readonly outputs: readonly FloatArray[];
  /** ∂L/∂x of each branch, by the number of its first place. */
  readonly inputs: readonly (FloatArray | undefined)[];
  /** ∂L/∂x of the first place; `null` where it isn't asked for, and the first layer is spared that product. */
  readonly first: FloatArray | null;
  /** The memory of intermediate results. */
  readonly scratch: FloatArray | undefined;
  readonly parameters: ParameterArrays;
  /** Parameters whose gradients aren't needed; missing where all are. */
  readonly frozen?: FrozenParameters | undefined;
  /** The random numbers of a training; missing where layers are to do what they do in a prediction. */
  readonly randomOf: ((place: Place) => Stream) | undefined;
}

/** Parameters whose gradients aren't needed. */
export interface FrozenParameters {
  /** Whether a place has others, or one within it. */
  learnsIn(place: Place): boolean;
  /** Whether a layer is to leave what it remembers, and to do what it does in a prediction. */
  holds(place: Place): boolean;
  /** Kernels that write none of their gradients. */
  kernelsFor(kernels: Kernels, place: Place, gradients: Arrays): Kernels;
}

/** ∂L/∂y, and intermediate results, where they aren't used. */
const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

type Arrays = Record<string, FloatArray>;

/** How long the arrays of forward passes are: the inputs, the outputs of all places, and what these keep. */
export function lengthsOf({ inputShape, allPlaces }: Stack, capacity: number): number[] {
  const perExample = (shape: Shape): number => capacity * sizeOf(shape);
  return [
    perExample(inputShape),
    ...allPlaces.map(({ outputShape }) => perExample(outputShape)),
    ...allPlaces.flatMap(({ saved }) => Object.values(saved).map(perExample)),
    ...allPlaces.flatMap(({ savedPerBatch }) => Object.values(savedPerBatch).map(sizeOf)),
  ];
}

/** The passes through a stack on such arrays, in their order. */
export function passesOn(
  { places, allPlaces }: Stack,
  kernels: Kernels,
  { byLayer, stateByLayer }: Pick<ParameterArrays, "byLayer" | "stateByLayer">,
  arrays: readonly FloatArray[],
  capacity: number,
  derivatives?: Derivatives,
): Passes {
  let next = 1 + allPlaces.length;
  const named = (shapes: Readonly<Record<string, Shape>>): Arrays => {
    const found: Arrays = {};
    for (const name of Object.keys(shapes)) found[name] = arrays[next++]!;
    return found;
  };
  const saved = allPlaces.map((place) => named(place.saved));
  const savedPerBatch = allPlaces.map((place) => named(place.savedPerBatch));
  const frozen = derivatives?.frozen;
  /** @param from - How much of the memory of intermediate results belongs to the layers that these are within. */
  const through = (places: readonly Place[], first: FloatArray, dFirst: FloatArray | null, from: number): Passes => {
    let x = first;
    let dx = dFirst;
    // Whether anything up to here has something to learn.
    let learns = dFirst !== null;
    let lowest = 0;
    const frames = places.map((place) => {
      const { number } = place;
      const y = arrays[1 + number]!;
      const dy = derivatives?.outputs[number] ?? NOTHING;
      let at = from;
      const scratch: Arrays = {};
      for (const name of Object.keys(place.scratch)) {
        const start = at;
        at += capacity * sizeOf(place.scratch[name]!);
        scratch[name] = derivatives?.scratch?.subarray(start, at) ?? NOTHING;
      }
      const branches: Record<string, Passes> = {};
      for (const name of Object.keys(place.branches)) {
        const inside = place.branches[name]!;
        const dBranch = dx && derivatives!.inputs[inside[0]!.number]!;
        branches[name] = through(inside, x, dBranch, at);
      }
      const gradients = derivatives?.parameters.byLayer[number] ?? {};
      const frame = new LayerFrame(frozen?.kernelsFor(kernels, place, gradients) ?? kernels, place, {
        x,
        y,
        dx,
        dy,
        parameters: byLayer[number]!,
        gradients,
        saved: saved[number]!,
        savedPerBatch: savedPerBatch[number]!,
        scratch,
        state: stateByLayer?.[number] ?? {},
        random: frozen?.holds(place) ? undefined : derivatives?.randomOf?.(place),
        branches,
      });
      x = y;
      // Layers without parameters before the first one that learns are spared their passes only where some are frozen.
      learns ||= frozen?.learnsIn(place) ?? true;
      if (!learns) lowest++;
      dx = learns && derivatives !== undefined ? dy : null;
      return frame;
    });
    return new Passes(
      places.map(({ layer }) => layer),
      frames,
      Math.min(lowest, places.length - 1),
    );
  };
  return through(places, arrays[0]!, derivatives?.first ?? null, 0);
}

/** How many numbers the intermediate results of an example take, of places whose layers have their turns one by one. */
export function scratchOf(places: readonly Place[]): number {
  const sizes = places.map(
    ({ scratch, branches }) =>
      Object.values(scratch).reduce((sum, shape) => sum + sizeOf(shape), 0) +
      Math.max(0, ...Object.values(branches).map(scratchOf)),
  );
  return Math.max(...sizes);
}

/** The frames of some layers and of those within them, in the order of the stack's `allPlaces`. */
export function framesWithin(frames: readonly Frame[]): Frame[] {
  return frames.flatMap((frame) => [
    frame,
    ...Object.values(frame.branches).flatMap((branch) => framesWithin(branch.frames)),
  ]);
}
