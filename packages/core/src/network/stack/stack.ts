import {
  formatShape,
  isRecord,
  isShape,
  OptionError,
  type Shape,
  ShapeError,
  show,
  sizeOf,
  within,
} from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import type { Layer, ParameterSpec } from "../../contracts/layer.js";
import { checkInputShape, checkLayers, showShape } from "./check-layers.js";

/** A layer in its place, with everything about it that is known before there is memory. */
export interface Place {
  /** The layer itself; one instance may have several places. */
  readonly layer: Layer;
  /** Counts from 0, at the input of the network or of the branch. */
  readonly index: number;
  /** Where it stands in {@link Stack.allPlaces}. */
  readonly number: number;
  /** The network's name for it: `"1"`, and `"1.body.0"` for the first layer of a branch of that one. */
  readonly path: string;
  /** How messages call it: `"layer 1, Dense(2 → 1, sigmoid)"`. */
  readonly label: string;
  /** The shape of one example that comes in: what the place before gives, or the network's input. */
  readonly inputShape: Shape;
  /** The shape of one example that goes out. */
  readonly outputShape: Shape;
  /** In the order in which they lie in the block of all parameters; empty for a layer without any. */
  readonly parameters: readonly PlacedParameter[];
  /** The arrays that forward keeps for backward, by their shape per example. */
  readonly saved: Readonly<Record<string, Shape>>;
  /** Those of which there is one for the whole batch, by their shape. */
  readonly savedPerBatch: Readonly<Record<string, Shape>>;
  /** The arrays that it shares with other layers, by their shape per example. */
  readonly scratch: Readonly<Record<string, Shape>>;
  /** What it remembers from step to step: these lie in the block behind all parameters. */
  readonly state: readonly PlacedParameter[];
  /** The stacks within it. */
  readonly branches: Readonly<Record<string, readonly Place[]>>;
}

/** A parameter of a layer in its place. */
export interface PlacedParameter extends ParameterSpec {
  /** The layer's own name for it: `"weight"`. */
  readonly name: string;
  /** The network's name for it: `"1.weight"`. */
  readonly fullName: string;
  /** The index of its first number in the block of all parameters. */
  readonly offset: number;
  /** How many numbers it has. */
  readonly size: number;
}

/** Layers one after another with every shape resolved. */
export interface Stack {
  /** From the network's input to its output; at least one. */
  readonly places: readonly Place[];
  /** The same with the places within others, each behind the one that it is within. */
  readonly allPlaces: readonly Place[];
  /** The shape of one example that the network takes. */
  readonly inputShape: Shape;
  /** The shape of what it gives for one example. */
  readonly outputShape: Shape;
  /** How many numbers all parameters are together. */
  readonly parameterCount: number;
  /** How many numbers layers remember from step to step. */
  readonly stateCount: number;
}

/**
 * Resolves the shapes of a stack from its input to its output, without a check of what layers say of the range of their
 * outputs and of how parameters are drawn.
 */
export function placeLayers(layers: readonly Layer[], inputShape?: Shape): Stack {
  checkLayers(layers);
  checkInputShape("", inputShape);
  // Shapes are copied: what their owners do with them later changes no size.
  const first = [...(inputShape ?? knownInput(layers))];
  const all: Placing[] = [];
  const [parameterCount, state] = [{ sum: 0 }, { sum: 0 }];
  /** @param before - Those whose output reaches the first of the layers, from the network's input on. */
  const placeAll = (layers: readonly Layer[], first: Shape, prefix: string, before: readonly Place[]): Place[] => {
    let shape = first;
    const places: Place[] = [];
    for (const [index, layer] of layers.entries()) {
      const path = prefix + index;
      const label = `layer ${path}, ${layer.name}`;
      /** What a layer says of its arrays, by their names. */
      const said = <T>(what: Described): [name: string, value: T][] => {
        const given: unknown = layer[what] === undefined ? {} : within(label, () => layer[what]!(shape));
        if (isRecord(given)) return Object.entries(given) as [string, T][];
        throw new OptionError(
          `${label}: ${what} must give an object, {} for a layer without any, but gives ${show(given)}.`,
        );
      };
      const shapes = (what: "saved" | "savedPerBatch" | "scratch"): Record<string, Shape> =>
        Object.fromEntries(
          said<Shape>(what).map(([name, given]) => [name, shapeOfPart(label, `${what}.${name}`, given)]),
        );
      const numbers = (what: "parameters" | "state", count: { sum: number }): Mutable<PlacedParameter>[] =>
        said<ParameterSpec | undefined>(what).map(([name, spec]) => {
          const own = shapeOfPart(label, `${what}.${name}`, spec?.shape);
          const offset = count.sum;
          const size = sizeOf(own);
          count.sum += size;
          return { ...spec!, shape: own, name, fullName: `${path}.${name}`, offset, size };
        });
      const earlier = [...before, ...places];
      refuseMisfit(layer, label, shape, earlier);
      const outputShape = (branches: Readonly<Record<string, Shape>>): Shape =>
        shapeOfPart(
          label,
          "its output",
          within(label, () => layer.outputShape(shape, branches)),
        );
      const place: Placing = {
        layer,
        index,
        number: all.length,
        path,
        label,
        inputShape: shape,
        // It may depend on the branches, which are placed behind the layer.
        outputShape: layer.branches === undefined ? outputShape({}) : shape,
        parameters: numbers("parameters", parameterCount),
        state: numbers("state", state),
        saved: shapes("saved"),
        savedPerBatch: shapes("savedPerBatch"),
        scratch: shapes("scratch"),
        branches: {},
      };
      all.push(place);
      if (layer.branches !== undefined) {
        const shapes: Record<string, Shape> = {};
        for (const [name, branch] of said<readonly Layer[]>("branches")) {
          checkLayers(branch, `${label}: ${name}`);
          place.branches[name] = placeAll(branch, shape, `${path}.${name}.`, earlier);
          shapes[name] = place.branches[name]!.at(-1)!.outputShape;
        }
        place.outputShape = outputShape(shapes);
      }
      places.push(place);
      shape = place.outputShape;
    }
    return places;
  };
  const places = placeAll(layers, first, "", []);
  for (const place of all) for (const remembered of place.state) remembered.offset += parameterCount.sum;
  return {
    places,
    allPlaces: all,
    inputShape: first,
    outputShape: places.at(-1)!.outputShape,
    parameterCount: parameterCount.sum,
    stateCount: state.sum,
  };
}

/** What layers say of the arrays that they need. */
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A place of which some is still to be found. */
interface Placing extends Mutable<Place> {
  readonly state: readonly Mutable<PlacedParameter>[];
  readonly branches: Record<string, readonly Place[]>;
}

type Described = "parameters" | "state" | "saved" | "savedPerBatch" | "scratch" | "branches";

/** The shape of an array that a layer asks for, or gives. */
function shapeOfPart(label: string, part: string, shape: Shape | undefined): Shape {
  if (shape !== undefined && isShape(shape)) return [...shape];
  throw new ShapeError(
    `${label}, must give ${part} a shape of whole numbers of at least 1, as in [28, 28], but gives ${showShape(shape)}.`,
  );
}

/** The input shape of the first layer that knows one, if all layers before it keep the shape. */
function knownInput(layers: readonly Layer[]): Shape {
  for (const layer of layers) {
    if (layer.inputShape !== undefined) return layer.inputShape;
    if (!layer.keepsShape) break;
  }
  throw new ShapeError(
    `layer 0, ${layers[0]!.name}, doesn't know the shape of its input.${advice.onUnknownInput?.(layers) ?? ""}`,
  );
}

/** @throws ShapeError for a layer that takes something else than what the places before it give. */
function refuseMisfit(layer: Layer, label: string, given: Shape, before: readonly Place[]): void {
  const { inputShape, inputAxes, keepsLeadingAxes } = layer;
  // An author may give anything for axes.
  const takes = Array.from(inputShape ?? inputAxes ?? given);
  const own = given.slice(keepsLeadingAxes ? -takes.length : 0);
  if (takes.length === own.length && takes.every((size, i) => typeof size === "string" || size === own[i])) return;
  const giver = before.length > 0 ? `${before.at(-1)!.label},` : "the network's inputShape";
  const [taken, gives] = inputShape
    ? [`${formatShape(inputShape)} input${sizeOf(inputShape) === 1 ? "" : "s"}`, formatShape(given)]
    : [`[${takes.join(", ")}]`, showShape(given)];
  throw new ShapeError(
    `${label}, takes ${taken}, but ${giver} gives ${gives}.${advice.onMisfit?.(takes, given, before, layer) ?? ""}`,
  );
}
