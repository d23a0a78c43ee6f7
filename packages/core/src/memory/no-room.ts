import type { DType } from "@nn/numerics";
import { DataError, type Shape, ShapeError, sizeOf } from "@nn/numerics";
import type { NoRoom } from "../equipment/equipment.js";
import type { Stack } from "../network/stack/stack.js";

/** What memory was wanted for, in words. */
interface Purpose {
  /** What the memory is for: `"The network's parameters"`. */
  readonly what: string;
  /** What needs how many numbers of it, to name the largest. */
  readonly parts: readonly Part[];
  /** What to do about it. */
  readonly remedy: string;
  /** How many numbers it is in all; those of its parts unless given. */
  readonly total?: number;
}

type Part = readonly [name: string, length: number];

/** A sentence with gigabytes. */
function inWords(dtype: DType, { what, parts, remedy, total = totalOf(parts) }: Purpose): string {
  const size = dtype === "float32" ? 4 : 8;
  const [name, length] = parts.reduce((most, part) => (part[1] > most[1] ? part : most));
  const most = `${gigabytes(length * size)} of it for ${name}`;
  return `${what} would take ${gigabytes(total * size)} of memory, ${most}, and there isn't so much. ${remedy}`;
}

function totalOf(parts: readonly Part[]): number {
  return parts.reduce((sum, [, length]) => sum + length, 0);
}

/** What to do where there is no memory for parameters, or for what is as large. */
const PARAMETERS_REMEDY = 'Make the layers smaller; with dtype: "float32" a number takes half as much.';

/** What the memory of a workspace is for. */
function passOver(capacity: number): Pick<Purpose, "what" | "remedy"> {
  return {
    what: `A pass over ${capacity.toLocaleString("en")} example${capacity === 1 ? "" : "s"} at a time`,
    remedy: `Take ${capacity === 1 ? "" : "fewer examples at a time (a smaller batchSize), or "}smaller layers.`,
  };
}

/** What the arrays of a pass are, and how long. */
function partsOf({ inputShape, allPlaces: places }: Stack, capacity: number): Part[] {
  const parts: readonly (readonly [string, Shape])[] = [
    ["the inputs", inputShape],
    ...places.map(({ label, outputShape }) => [`the output of ${label}`, outputShape] as const),
    ...places.flatMap(({ label, saved }) =>
      Object.entries(saved).map(([name, shape]) => [`saved.${name} of ${label}`, shape] as const),
    ),
  ];
  return parts.map(([name, shape]) => [name, capacity * sizeOf(shape)]);
}

/** An amount of memory for people to read: `"80 GB"`. */
function gigabytes(bytes: number): string {
  const amount = Number((bytes / 1e9).toPrecision(3));
  return amount < 1e9 ? `${amount.toLocaleString("en")} GB` : "more than a billion GB";
}

/** Says how much was wanted, what most of it was for, and what to do. */
export const noRoom: NoRoom = {
  parameters: ({ allPlaces, parameterCount }, dtype, what) => {
    const parts = allPlaces.flatMap(({ label, parameters }) =>
      parameters.map(({ fullName, size }) => [`"${fullName}" of ${label}`, size] as const),
    );
    const purpose = { what, parts: [["parameters", 0] as const, ...parts], remedy: PARAMETERS_REMEDY };
    return new ShapeError(inWords(dtype, { ...purpose, total: parameterCount }));
  },

  pass: (stack, dtype, capacity) =>
    new ShapeError(inWords(dtype, { ...passOver(capacity), parts: partsOf(stack, capacity) })),

  derivatives: ({ allPlaces: places }, dtype, capacity) => {
    const parts = places.map((place): Part => [`∂L/∂y of ${place.label}`, capacity * sizeOf(place.outputShape)]);
    return new ShapeError(inWords(dtype, { ...passOver(capacity), parts }));
  },

  updates: ({ name, slots }, dtype, lengths) => {
    const [targets = 0, , length = 0] = lengths;
    const parts: Part[] = [
      ["the targets", targets],
      [`each of its ${slots.length} slots`, slots.length > 0 ? length : 0],
      ["the parameters before an update", length],
    ];
    const total = lengths.reduce((sum, one) => sum + one, 0);
    const what = `What ${name} remembers of the parameters`;
    return new ShapeError(inWords(dtype, { what, parts, remedy: PARAMETERS_REMEDY, total }));
  },

  examples: (size, dtype, [inputs = 0, targets = 0]) => {
    const what = `${size.toLocaleString("en")} example${size === 1 ? "" : "s"} in ${dtype}`;
    const parts: Part[] = [
      ["the inputs", inputs],
      ["the targets", targets],
    ];
    const remedy = "Give a Dataset that reads its examples a batch at a time.";
    return new DataError(inWords(dtype, { what, parts, remedy }));
  },

  order: (size) =>
    new DataError(
      `The order of ${size.toLocaleString("en")} examples would take ${gigabytes(4 * size)} of memory, and there isn't ` +
        "so much. Train on parts of the data, one after another.",
    ),

  outputs: (count, size) =>
    new ShapeError(
      `The outputs for ${count.toLocaleString("en")} example${count === 1 ? "" : "s"} would take ${gigabytes(count * size * 8)} of memory, and ` +
        "there isn't so much. Predict fewer at a time.",
    ),
};
