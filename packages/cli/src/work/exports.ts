import type { Loaded } from "./network.js";

/** A form in which a network is handed on. */
export interface Export {
  /** As it is typed. */
  readonly name: string;
  /** What its file ends in. */
  readonly ending: string;
  /** What is written, by what follows the file's name: `""` is the file itself. */
  write(network: Loaded, file: string): Promise<Readonly<Record<string, string | Uint8Array>>>;
}

/** All forms, in the order in which the help lists them. */
export const EXPORTS: readonly Export[] = [
  {
    name: "onnx",
    ending: ".onnx",
    write: async (network) => ({ "": (await import("@nn/formats")).toOnnx(network) }),
  },
  {
    name: "module",
    ending: ".js",
    write: async (network) => ({ "": (await import("@nn/formats")).toModule(network as never) }),
  },
  {
    name: "safetensors",
    ending: ".safetensors",
    write: async (network) => ({ "": (await import("@nn/formats")).toSafetensors(network) }),
  },
  {
    name: "pytorch-weights",
    ending: ".py",
    write: async (network, file) => {
      const weightsFile = `${file.replace(/\.py$/, "")}.safetensors`;
      const { program, weights } = (await import("@nn/formats")).toPyTorch(network, { weightsFile });
      return { "": program, ".safetensors": weights };
    },
  },
];
