import type { Sequential } from "@nn/core";

/** A library whose networks are read. */
export interface Import {
  /** As it is typed. */
  readonly name: string;
  read(bytes: Uint8Array): Promise<Sequential>;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** All of them, in the order in which the help lists them. */
export const IMPORTS: readonly Import[] = [
  { name: "onnx", read: async (bytes) => (await import("@nn/formats")).fromOnnx(bytes) },
  { name: "keras", read: async (bytes) => (await import("@nn/formats")).fromKeras(bytes) },
  {
    name: "brain",
    read: async (bytes) => (await import("@nn/formats")).fromBrain(textOf(bytes)) as unknown as Sequential,
  },
  { name: "synaptic", read: async (bytes) => (await import("@nn/formats")).fromSynaptic(textOf(bytes)) },
];
