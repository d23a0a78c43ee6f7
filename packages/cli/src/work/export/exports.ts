import { join } from "node:path";
import type { Exported, Files } from "./exported.js";
import { tellLeftOut, trainingFiles } from "./training.js";

/** A form in which a network is handed on. */
export interface Export {
  /** As it is typed. */
  readonly name: string;
  /** What its file ends in, or its folder. */
  readonly ending: string;
  /** Whether it is a package of its own, in a folder. */
  readonly isPackage?: boolean;
  /** What is written. @param file - The name that is asked for, without a folder before it. */
  write(exported: Exported, file: string): Promise<Files>;
}

/** All forms, in the order in which the help lists them. */
export const EXPORTS: readonly Export[] = [
  {
    name: "onnx",
    ending: ".onnx",
    write: async ({ network }, file) => ({ [file]: (await import("@nn/formats")).toOnnx(await network()) }),
  },
  {
    name: "module",
    ending: ".js",
    write: async ({ network }, file) => ({
      [file]: (await import("@nn/formats")).toModule(await network()),
    }),
  },
  {
    name: "safetensors",
    ending: ".safetensors",
    write: async ({ network }, file) => ({ [file]: (await import("@nn/formats")).toSafetensors(await network()) }),
  },
  {
    name: "pytorch-weights",
    ending: ".py",
    write: async ({ network }, file) => {
      const weightsFile = `${file.replace(/\.py$/, "")}.safetensors`;
      const { program, weights } = (await import("@nn/formats")).toPyTorch(await network(), { weightsFile });
      return { [file]: program, [weightsFile]: weights };
    },
  },
  {
    name: "pytorch",
    ending: "-pytorch",
    write: async ({ task, training }, folder) => {
      const planned = await training();
      tellLeftOut(task, planned.configuration);
      return inFolder(folder, await trainingFiles(planned));
    },
  },
  {
    name: "server",
    ending: "-server",
    isPackage: true,
    write: async ({ network }, folder) => inFolder(folder, (await import("@nn/formats")).toServer(await network())),
  },
];

function inFolder(folder: string, files: object): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [join(folder, name), content]));
}
