import type { DescribedNumber, Description } from "@nn/core/component";
import type { WrittenArray } from "./arrays.js";

/** Numbers as a file has them. */
export type WrittenNumbers = readonly (number | DescribedNumber)[] | WrittenArray | WrittenTensor;

/** An array of the safetensors file that the network's file stands in. */
export interface WrittenTensor {
  /** That it is one. */
  readonly kind: "tensor";
  /** Its name. */
  readonly name: string;
}

/** The file of a network, as data that JSON holds. `network.schema.json` of the package says the same to other programs. */
export interface NetworkFile {
  /** Whose file it is. */
  readonly format: "@nn/network";
  /** The format's version. */
  readonly version: 1;
  /** The number format of parameters and activations. */
  readonly dtype: "float64" | "float32";
  /** What chance follows from. */
  readonly seed: string | number;
  /** The shape of one example that the network takes. */
  readonly inputShape: readonly number[];
  /** Its layers by kind and settings, from input to output. */
  readonly layers: readonly Description[];
  /** The parameters by their names, row-major: as lists, as bytes in base64, or as names of tensors. */
  readonly parameters: Readonly<Record<string, WrittenNumbers>>;
  /** What layers remember from step to step, such as moving means; missing where there is nothing. */
  readonly state?: Readonly<Record<string, WrittenNumbers>>;
  /** What turns raw rows into inputs, and outputs into answers. */
  readonly pipeline?: Description;
  /** The loss that it was trained with. */
  readonly loss?: Description;
  /** The optimizer that it was trained with. */
  readonly optimizer?: Description;
  /** What its training was like. */
  readonly history?: Readonly<Record<string, unknown>>;
  /** The state of a trainer. */
  readonly training?: Readonly<Record<string, unknown>>;
  /** The state of a fit. */
  readonly fit?: Readonly<Record<string, unknown>>;
}
