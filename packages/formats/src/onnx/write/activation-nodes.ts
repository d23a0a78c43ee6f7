import { type Activation, Computation, OptionError, sizeOf } from "@nn/core/component";
import { formulaNodes } from "./formula-nodes.js";
import type { GraphWriter } from "./graph-writer.js";
import { activationText, keyOf, operatorFor, resultOf } from "./key-of.js";
import type { PathAndLabel, Value } from "./value.js";

/** An activation as its own operator, where there is one, and else by its formula. */
export function activationNodes(
  writer: GraphWriter,
  { path, label }: PathAndLabel,
  { name, shape }: Value,
  f: Activation,
): Value {
  const value = resultOf(computationOf(label, f));
  if (keyOf(value) === IDENTITY) return { name, shape };
  const operator = operatorFor(value);
  if (operator !== undefined) {
    const attributes = operator === "Softmax" ? { integers: { axis: -1 } } : {};
    return { name: writer.node(path, operator, [name], attributes), shape };
  }
  const size = shape.at(-1) ?? sizeOf(shape);
  const result = formulaNodes(writer, path, value, { arrays: [undefined, name, undefined, name], size });
  if (value.rank === 2 && keyOf(value).includes("load")) return { name: result, shape };
  // One number for a row, for all of them, or by the column alone.
  return { name: writer.node(path, "Expand", [result, writer.node(path, "Shape", [name])]), shape };
}

/** Whether it works on each number by itself, so that shapes have no part in it. */
export function isElementwise(label: string, activation: Activation): boolean {
  return keyOf(resultOf(computationOf(label, activation))).search(/sum|largest|index|extent/) < 0;
}

const IDENTITY = "load 1 ";

/** What an activation computes. */
export function computationOf(label: string, { name, computes, formula }: Activation): Computation {
  if (computes?.[0] instanceof Computation) return computes[0];
  if (formula === undefined) {
    throw new OptionError(
      `${label}: its activation, ${name}, says no formula, so that it can't be written for other systems. Make it with defineActivation.`,
    );
  }
  const computation = activationText(name, [`a = ${formula.value}`]);
  try {
    resultOf(computation);
  } catch (error) {
    if (error instanceof OptionError)
      error.message = `${label}: its activation can't be written for other systems, as ${error.message}`;
    throw error;
  }
  return computation;
}
