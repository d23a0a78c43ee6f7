import {
  checkOptions,
  lackOf,
  type NamedModule,
  OptionError,
  type Place,
  type PyTorchModule,
  show,
} from "@nn/core/component";

const OF_MODULE = ["module", "given", "named", "source", "tensors", "order"];
const OF_NUMBERS = ["take", "transpose", "zeros", "shape", "inputs"];

/** What a tensor can hold, and what can be said of each. */
const OF_TENSOR: Readonly<Record<string, readonly string[]>> = {
  parameter: ["parameter", ...OF_NUMBERS],
  state: ["state", ...OF_NUMBERS],
  addedTo: ["addedTo"],
  count: ["count"],
};

/** Whether a value has things by their names, and is no list of any kind. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === "[object Object]";

/** A name in Python, or several with points between them. */
const NAME = /^[A-Za-z_]\w*(\.\w+)*$/;

/**
 * What a layer says of itself by `pytorch`; nothing where it says nothing.
 *
 * @throws OptionError for what can't be written.
 */
export function saidBy({ layer, label, inputShape }: Place): readonly PyTorchModule[] | undefined {
  const said: unknown = layer.pytorch?.(inputShape);
  if (said === undefined) return undefined;
  if (!Array.isArray(said) || said.findIndex((each) => !isRecord(each)) >= 0) {
    throw new OptionError(
      `${label}: pytorch must give a list of modules, [{ module: "nn.Linear" }], but gives ${show(said)}.`,
    );
  }
  for (const each of said as Readonly<Record<string, unknown>>[]) {
    if ("activation" in each) checkActivation(label, each);
    else checkModule(label, each);
  }
  return said as PyTorchModule[];
}

function checkActivation(label: string, said: Readonly<Record<string, unknown>>): void {
  checkOptions(`${label}: an activation of pytorch`, said, ["activation"]);
  const lack = lackOf(said.activation, ["forward"]);
  if (lack === undefined) return;
  throw new OptionError(`${label}: pytorch gives an activation itself, as in [{ activation: relu }], but got ${lack}`);
}

function checkModule(label: string, said: Readonly<Record<string, unknown>>): void {
  checkOptions(`${label}: a module of pytorch`, said, OF_MODULE);
  const { module, given = [], named = {}, source, tensors = {}, order }: Partial<NamedModule> = said;
  const refuse = (what: string, value: unknown): never => {
    throw new OptionError(`${label}: pytorch must give ${what}, but gives ${show(value)}.`);
  };
  if (typeof module !== "string" || !NAME.test(module)) refuse('the class of a module, "nn.Linear"', module);
  if (!Array.isArray(given)) refuse(`what ${module} is made with as a list, given: [2, 1]`, given);
  if (!isRecord(named) || !Object.keys(named).every((name) => /^[A-Za-z_]\w*$/.test(name))) {
    refuse(`what ${module} is made with by the names that Python has, named: { bias: false }`, named);
  }
  if (source !== undefined && typeof source !== "string") refuse(`the source of ${module} as a text`, source);
  if (source === undefined && !module!.includes(".")) {
    throw new OptionError(
      `${label}: the module ${module} must be one of PyTorch, "nn.Linear", or come with its class as Python, in source.`,
    );
  }
  if (order !== undefined && order !== "any" && order !== "channels first") {
    refuse(`an order of "channels first" or "any", or none, which is as here`, order);
  }
  if (!isRecord(tensors) || !Object.keys(tensors).every((name) => NAME.test(name))) {
    refuse(`the tensors of ${module} by the names that PyTorch has, tensors: { weight: { parameter: "w" } }`, tensors);
  }
  for (const [name, tensor] of Object.entries(tensors)) checkTensor(label, name, tensor);
}

function checkTensor(label: string, name: string, tensor: unknown): void {
  const held = isRecord(tensor) ? Object.keys(OF_TENSOR).filter((kind) => kind in tensor) : [];
  const [kind] = held;
  if (kind === undefined || held.length > 1) {
    throw new OptionError(
      `${label}: pytorch must say what the tensor ${show(name)} holds, by one of ${Object.keys(OF_TENSOR).join(", ")}, but gives ${show(tensor)}.`,
    );
  }
  checkOptions(`${label}: the tensor ${show(name)} of pytorch`, tensor as object, OF_TENSOR[kind]!);
  const { [kind]: value, inputs } = tensor as Readonly<Record<string, unknown>>;
  const isRight = kind === "count" ? Number.isSafeInteger(value) && (value as number) >= 0 : typeof value === "string";
  if (!isRight) {
    const what = kind === "count" ? "a whole number" : "a name";
    throw new OptionError(`${label}: ${kind} of the tensor ${show(name)} must be ${what}, but is ${show(value)}.`);
  }
  if (inputs === undefined || (Number.isInteger(inputs) && (inputs as number) >= 0)) return;
  throw new OptionError(
    `${label}: inputs of the tensor ${show(name)} must be the number of a dimension, from 0, but is ${show(inputs)}.`,
  );
}
