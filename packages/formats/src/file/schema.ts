import * as v from "valibot";
import type { NetworkFile } from "./network-file.js";

/*
 * What the file of a network is. The check of files and the published JSON Schema, network.schema.json, are both made of
 * this. Each message says what has to stand at its place.
 */

/** The version of what is written. Older ones are read, newer ones refused. */
export const VERSION = 1;

const MOST_DIMENSIONS = 32;

const text = v.string("a text");
const size = v.pipe(
  v.number("a whole number of at least 1"),
  v.integer("a whole number of at least 1"),
  v.minValue(1, "a whole number of at least 1"),
);
const shape = v.pipe(
  v.array(size, "a shape, a list of whole numbers"),
  v.minLength(1, "a shape, with at least one dimension"),
  v.maxLength(MOST_DIMENSIONS, `a shape of ${MOST_DIMENSIONS} dimensions at most`),
);

/** A component by kind and settings, and those it holds by theirs: a registry checks what is in the settings. */
const description = v.strictObject(
  {
    kind: v.string("the kind of a component, a text"),
    settings: v.exactOptional(v.record(text, v.any(), "an object")),
  },
  'a component, such as { "kind": "Dense", "settings": { … } }',
);

/** A number that JSON doesn't have. */
const rareNumber = v.strictObject({
  kind: v.literal("number"),
  value: v.picklist(["Infinity", "-Infinity", "NaN", "-0"]),
});

/** An array's bytes, little-endian. */
const base64 = v.strictObject({
  kind: v.picklist([
    "Float32Array",
    "Float64Array",
    "Int8Array",
    "Int16Array",
    "Int32Array",
    "Uint8Array",
    "Uint16Array",
    "Uint32Array",
  ]),
  base64: text,
});

/** An array of the safetensors file that the network's file stands in. */
const tensor = v.strictObject({ kind: v.literal("tensor"), name: text });

const numbers = v.union(
  [v.array(v.union([v.number(), rareNumber])), base64, tensor],
  'numbers: a list of them, { "kind": "Float64Array", "base64": "…" }, or { "kind": "tensor", "name": "…" } in a safetensors file',
);
const numbersByName = v.record(text, numbers, "lists of numbers by the parameters' names");

export const networkFile: v.GenericSchema<unknown, NetworkFile> = v.strictObject(
  {
    format: v.literal("@nn/network", '"@nn/network"'),
    version: v.literal(VERSION, String(VERSION)),
    dtype: v.picklist(["float64", "float32"], '"float64" or "float32"'),
    seed: v.union([text, v.number()], "a text or a number"),
    inputShape: shape,
    layers: v.pipe(v.array(description, "a list of layers"), v.minLength(1, "a list of at least one layer")),
    parameters: numbersByName,
    state: v.exactOptional(numbersByName),
    pipeline: v.exactOptional(description),
    loss: v.exactOptional(description),
    optimizer: v.exactOptional(description),
    history: v.exactOptional(v.record(text, v.unknown(), "an object")),
    training: v.exactOptional(v.record(text, v.unknown(), "an object")),
    fit: v.exactOptional(v.record(text, v.unknown(), "an object")),
  },
  "the file of a network, an object",
);
