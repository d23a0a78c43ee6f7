import type { Activation, GraphNode } from "@nn/core/component";
import { computationOf } from "../../onnx/write/activation-nodes.js";
import { activationText, keyOf, resultOf } from "../../onnx/write/key-of.js";
import { indented, PythonNames } from "../python/texts.js";
import { formulaText } from "./formula.js";

/** Functions of z that PyTorch has a module for. */
const NAMED: readonly (readonly [module: string, lines: readonly string[]])[] = [
  ["nn.Sigmoid()", ["a = 1 / (1 + exp(-z))"]],
  ["nn.Sigmoid()", ["a = sigmoid(z)"]],
  ["nn.Tanh()", ["a = tanh(z)"]],
  ["nn.GELU()", ["a = z * (0.5 + 0.5 * erf(z * 0.7071067811865476))"]],
  ["nn.ReLU()", ["a = max(0, z)"]],
  ["nn.ReLU()", ["a = max(z, 0)"]],
  ["nn.Softmax(dim=-1)", ["a = exp(z - max(z))", "a = a / sum(a)"]],
  // From 20 on, unless told otherwise, it gives z itself, which is off in the tenth digit.
  ["nn.Softplus(threshold=50)", ["a = max(z, 0) + log1p(exp(-abs(z)))"]],
];

let modules: ReadonlyMap<string, string> | undefined;

/** What an activation is in PyTorch. */
export interface ActivationText {
  /** What makes the module: `"nn.Sigmoid()"`; nothing where each number stays as it is. */
  readonly module?: string;
  /** Where PyTorch has none, the body of a class for it, with the name that it wants. */
  readonly own?: { readonly name: string; readonly body: string };
  /** Whether it works on each number by itself, wherever that lies. */
  readonly isElementwise: boolean;
}

/** An activation as a module. */
export function activationModule(label: string, activation: Activation): ActivationText {
  const value = graphOf(label, activation);
  const key = keyOf(value);
  const isElementwise = !isOfRows(value);
  if (key === "load 1 ") return { isElementwise };
  modules ??= new Map(
    NAMED.map(([module, lines]) => [keyOf(resultOf(activationText(module, lines))), module] as const),
  );
  const module = modules.get(key);
  if (module !== undefined) return { module, isElementwise };
  const { lines, result } = activationLines(label, activation, "z", new PythonNames("z"));
  const body = indented(["def forward(self, z):", ...indented([...lines, `return ${result}`])]).join("\n");
  return { own: { name: className(activation.name), body }, isElementwise };
}

/** What computes an activation of a tensor. */
export function activationLines(
  label: string,
  activation: Activation,
  given: string,
  names: PythonNames,
): { lines: string[]; result: string } {
  const value = graphOf(label, activation);
  const written = formulaText(label, value, { arrays: [undefined, given], size: `${given}.shape[-1]` }, names);
  if (value.rank === 2 && keyOf(value).includes("load")) return written;
  // One number for a row, for all of them, or by the column alone.
  return { lines: written.lines, result: `torch.zeros_like(${given}) + ${written.result}` };
}

/** Whether a function of z depends on the row that z is in. */
export function isOfRows(value: GraphNode): boolean {
  return /sum|largest|index|extent/.test(keyOf(value));
}

/** What computes an activation. */
export function graphOf(label: string, activation: Activation): GraphNode {
  return resultOf(computationOf(label, activation));
}

/** `"leaky ramp"` as `"LeakyRamp"`. */
export function className(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("") || "Module";
}
