import {
  type Computation,
  type GraphNode,
  type Loss,
  type LossOfOutput,
  type MaskedRows,
  type Network,
  OptionError,
  operationsOf,
  type PartOfExample,
  type Shape,
  sizeOf,
} from "@nn/core/component";
import { resultOf } from "../../onnx/write/key-of.js";
import { className } from "../modules/activation.js";
import { formulaText } from "../modules/formula.js";
import { indented, numberText, PythonNames, textText } from "../python/texts.js";
import { knownLoss } from "./known-losses.js";

/**
 * A loss as Python: a function `losses_of` that gives the loss of each example, and `checked` that refuses targets which it has
 * no meaning for.
 *
 * @throws OptionError for a loss that isn't made of texts.
 */
export function lossText({ stack }: Network, loss: Loss): string {
  return loss.outputs === undefined ? textOf(loss, stack.outputShape) : sumText(loss.name, loss.outputs);
}

/** The functions of each output, and those that go through them. */
function sumText(name: string, outputs: readonly LossOfOutput[]): string {
  const part = (numbers: string, { begin, size }: PartOfExample): string => `${numbers}[:, ${begin}:${begin + size}]`;
  const values = outputs.map(({ weight, prediction, target }, i) => {
    return `${numberText(weight)} * losses_of_${i}(${part("p", prediction)}, ${part("t", target)})`;
  });
  return [
    ...outputs.map(({ loss, shape }, i) => textOf(loss, shape, `_${i}`)),
    `def losses_of(outputs, targets):
    """The loss of each example: ${name}."""
    p, t = outputs.flatten(1), targets.flatten(1)
    return ${values.join(" + ")}`,
    `def checked(targets):
    """Targets that the losses have a meaning for."""
${indented([...outputs.map(({ target }, i) => `checked_${i}(${part("targets", target)})`), "return targets"]).join("\n")}`,
  ].join("\n\n\n");
}

/** The loss of a row, and what takes the mean of those that count. */
function maskedText(name: string, { loss, maskValue }: MaskedRows, outputShape: Shape, suffix: string): string {
  const row = outputShape.slice(-1);
  const [size, targetSize] = [sizeOf(row), sizeOf(loss.targetShape?.(row) ?? row)];
  const counts = `(t != ${numberText(maskValue)}).any(1)`;
  return [
    textOf(loss, row, `_row${suffix}`, OF_ROWS),
    `def losses_of${suffix}(outputs, targets):
    """The loss of each example: ${name}."""
    p, t = outputs.reshape(-1, ${size}), targets.reshape(-1, ${targetSize})
    counts = ${counts}
    rows = torch.zeros_like(p[:, 0])
    rows[counts] = losses_of_row${suffix}(p[counts], t[counts])
    return rows.reshape(len(outputs), -1).sum(1) / counts.reshape(len(outputs), -1).sum(1).clamp(min=1)`,
    `def checked${suffix}(targets):
    """Targets that the loss has a meaning for."""
    t = targets.reshape(-1, ${targetSize})
    checked_row${suffix}(t[${counts}])
    return targets`,
  ].join("\n\n\n");
}

/** What makes one number for each example of those for each row, and the same where each is one row, of which there may be none. */
const [MEAN, OF_ROWS] = ["reshape(len(outputs), -1).mean(1)", "reshape(len(outputs))"];

/**
 * @param suffix - What the names of its functions end in.
 * @param mean - What makes one number for each example.
 */
function textOf(loss: Loss, outputShape: Shape, suffix = "", mean = MEAN): string {
  if (loss.masked !== undefined) return maskedText(loss.name, loss.masked, outputShape, suffix);
  if (!Array.isArray(loss.computes)) {
    throw new OptionError(
      `toPyTorchTraining: the loss ${loss.name} can't be written for PyTorch, as it says by no formula what it computes. Make it with defineLoss.`,
    );
  }
  const [value, gradient] = loss.computes as NonNullable<Loss["computes"]>;
  const size = loss.formula?.lastAxis ? outputShape.at(-1)! : sizeOf(outputShape);
  const targetSize = (sizeOf(loss.targetShape?.(outputShape) ?? outputShape) * size) / sizeOf(outputShape);
  const known = knownLoss(value);
  const name = `${className(loss.name.replace(/\(.*/s, ""))}${suffix}`;
  const own = known === undefined ? [functionText(name, loss, value, gradient)] : [];
  const values = known ?? `${name}.apply(p, t)`;
  return [
    ...own,
    `def losses_of${suffix}(outputs, targets):
    """The loss of each example: ${loss.name}."""
    p, t = outputs.reshape(-1, ${size}), targets.reshape(-1, ${targetSize})
    return ${values}.${mean}`,
    checkText(loss, value, size, targetSize, suffix),
  ].join("\n\n\n");
}

/** Value and derivative side by side. Both are those of one row: what is averaged over, autograd divides by. */
function functionText(name: string, loss: Loss, value: Computation, gradient: Computation): string {
  const names = () => new PythonNames("p", "t", "size", "context", "derivative");
  const letters = { arrays: [undefined, "p", "t"], size: "size", batch: "1" };
  const row = resultOf(value);
  const forward = formulaText(loss.name, row, letters, names());
  const backward = formulaText(loss.name, resultOf(gradient), letters, names());
  const result = row.rank === 0 ? `torch.zeros_like(p[:, :1]) + ${forward.result}` : forward.result;
  return `class ${name}(torch.autograd.Function):
    """${loss.name}, and its derivative with respect to p."""

    @staticmethod
    def forward(context, p, t):
        context.save_for_backward(p, t)
        size = p.shape[1]
${indented([...forward.lines, `return ${result}`], 2).join("\n")}

    @staticmethod
    def backward(context, derivative):
        p, t = context.saved_tensors
        size = p.shape[1]
${indented([...backward.lines, `return derivative * (${backward.result}), None`], 2).join("\n")}`;
}

/** Refuses targets for which one of the loss's conditions holds that are about targets alone. */
function checkText(loss: Loss, value: Computation, size: number, targetSize: number, suffix: string): string {
  const { refusals } = operationsOf(value);
  const ofTargets = refusals.filter((condition) => reads(condition, 2) && !reads(condition, 1));
  const letters = { arrays: [undefined, undefined, "t"], size: String(size) };
  const checks = ofTargets.flatMap((condition) => [
    `if torch.any(${formulaText(loss.name, condition, letters).result}):`,
    `    raise ValueError(${textText(`${loss.name} has no meaning for one of the targets.`)})`,
  ]);
  const rows = checks.length === 0 ? [] : [`t = targets.reshape(-1, ${targetSize})`];
  return `def checked${suffix}(targets):
    """Targets that the loss has a meaning for."""
${indented([...rows, ...checks, "return targets"]).join("\n")}`;
}

/** Whether a value depends on an array. */
function reads({ operation, value, inputs }: GraphNode, array: number): boolean {
  return (operation === "load" && value === array) || inputs.some((input) => reads(input, array));
}
