import { OptionError, show } from "@nn/core/component";

/** A kind of files of other systems. */
interface OtherFiles {
  readonly endings: RegExp;
  /** What to do in place of `save`, and of `load`. */
  readonly save: string;
  readonly load: string;
}

const OTHERS: readonly OtherFiles[] = [
  {
    endings: /\.onnx$/i,
    save: "An ONNX file is written by writeFile(path, toOnnx(network)).",
    load: "An ONNX file is read by fromOnnx(await readFile(path)).",
  },
  {
    endings: /\.[cm]?[jt]s$/i,
    save: "A module is written by writeFile(path, toModule(network)).",
    load: "A module is imported, and predicts by itself.",
  },
  {
    endings: /\.(py|pt|pth)$/i,
    save: "For PyTorch, toPyTorch(network) gives a program and its weights.",
    load: "Weights of PyTorch come from a safetensors file, by fromPyTorch(network, await readFile(path)).",
  },
  {
    endings: /\.(keras|h5|hdf5)$/i,
    save: "Files of Keras are read, and not written: toOnnx(network) is for other systems.",
    load: "A file of Keras is read by fromKeras(await readFile(path)).",
  },
];

/**
 * Refuses the name of another system's file: `save` and `load` are for a network's own.
 *
 * @throws OptionError with what writes or reads that.
 */
export function refuseOthers(user: "save" | "load", path: string, name: string = user): void {
  const other = OTHERS.find(({ endings }) => endings.test(path));
  if (other === undefined) return;
  throw new OptionError(
    `${name} is for a network's own file, such as network.json or network.safetensors, but got ${show(path)}. ${other[user]}`,
  );
}
