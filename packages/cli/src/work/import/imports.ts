import type { Sequential } from "@nn/core";
import type { Loaded } from "../network/network.js";

/** What a command line names of another library. */
interface Imported {
  readonly bytes: Uint8Array;
  /** A file that it names itself, which lies beside it. */
  beside(name: string): Promise<Uint8Array>;
  /** The network whose weights it has, with `--network`. */
  network(): Promise<Loaded>;
}

/** A library whose networks are read. */
export interface Import {
  /** As it is typed. */
  readonly name: string;
  /** Whether its file has weights alone, so that their network has to be named. */
  readonly needsNetwork?: true;
  read(imported: Imported): Promise<Sequential>;
}

/** All of them, in the order in which the help lists them. */
export const IMPORTS: readonly Import[] = [
  { name: "onnx", read: async ({ bytes }) => (await import("@nn/formats")).fromOnnx(bytes) },
  { name: "keras", read: async ({ bytes }) => (await import("@nn/formats")).fromKeras(bytes) },
  {
    name: "tensorflow-js",
    read: async ({ bytes, beside }) => {
      const modelJson = textOf(bytes);
      const weights = await Promise.all(weightFilesIn(modelJson).map(beside));
      return (await import("@nn/formats")).fromTensorFlowJs({ modelJson, weights });
    },
  },
  {
    name: "pytorch",
    needsNetwork: true,
    read: async ({ bytes, network: named }) => {
      const network = await named();
      network.setParameters((await import("@nn/formats")).fromPyTorch(network, bytes));
      return network;
    },
  },
  {
    name: "brain",
    read: async ({ bytes }) => (await import("@nn/formats")).fromBrain(textOf(bytes)),
  },
  { name: "synaptic", read: async ({ bytes }) => (await import("@nn/formats")).fromSynaptic(textOf(bytes)) },
];

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The files that a `model.json` says its weights are in; none of a text that is no such file, which the reader says. */
function weightFilesIn(modelJson: string): string[] {
  try {
    const { weightsManifest } = JSON.parse(modelJson) as { weightsManifest?: { paths?: unknown[] }[] };
    const paths = (weightsManifest ?? []).flatMap(({ paths: all }) => all ?? []);
    return paths.filter((path) => typeof path === "string");
  } catch {
    return [];
  }
}
