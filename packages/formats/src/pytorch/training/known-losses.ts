import { Computation } from "@nn/core/component";
import { keyOf, resultOf } from "../../onnx/write/key-of.js";

/** Losses that PyTorch has a function for, by what their value is; each gives one number for each row of p. */
const NAMED: readonly (readonly [text: string, lines: readonly string[]])[] = [
  ['nn.functional.mse_loss(p, t, reduction="none").mean(1)', ["value = mean((t - p)^2)"]],
  ['nn.functional.l1_loss(p, t, reduction="none").mean(1)', ["value = mean(abs(p - t))"]],
  [
    'nn.functional.binary_cross_entropy_with_logits(p, t, reduction="none").mean(1)',
    ["value = mean(max(p, 0) - p * t + log1p(exp(-abs(p))))"],
  ],
  ['nn.functional.cross_entropy(p, t, reduction="none")', crossEntropy("t == 0 ? 0 : t * below")],
  ['nn.functional.cross_entropy(p, t.flatten().long(), reduction="none")', crossEntropy("index == t ? below : 0")],
];

/** ln Σ exp(p) less the logit of the class that is meant. */
function crossEntropy(chosen: string): string[] {
  return [
    "below = p - max(p)",
    "smaller = sum(below < 0 ? exp(below) : 0)",
    "others = sum(below < 0 ? 0 : 1) - 1",
    `value = log1p(smaller + others) - sum(${chosen})`,
  ];
}

let functions: ReadonlyMap<string, string> | undefined;

/** What gives the same values in PyTorch, where a function there does. */
export function knownLoss(value: Computation): string | undefined {
  functions ??= new Map(NAMED.map(([text, lines]) => [keyOf(resultOf(computedBy(lines))), text]));
  return functions.get(keyOf(resultOf(value)));
}

function computedBy(lines: readonly string[]): Computation {
  return new Computation({ name: "value", arrays: ["value", "p", "t"], byRow: ["value"], lines });
}
