import type { Kink } from "@nn/core/gradients";
import type { Explanation } from "../../explanation/explanation.js";
import { isLost, rightGradient } from "../../explanation/right.js";
import type { ExplanationWords } from "../../languages/language.js";
import { type Block, foundNumber, heading, number, paragraph } from "../document.js";

/** As many digits of a derivative as there is something to say about. */
const SHOWN = 6;

/** What differences of the loss say of the derivative, and what rounding has made of it. */
export function checkBlocks(explanation: Explanation, words: ExplanationWords): Block[] {
  const { check, significantDigits, gradient, exactGradient } = explanation;
  const { measured, uncertainty, kink, verdict } = check;
  const exact = number(exactGradient, SHOWN);
  const gap = Math.abs(measured - exactGradient) / Math.max(Math.abs(measured), Math.abs(exactGradient));
  const [left, right] = [number(kink?.left ?? 0, SHOWN), number(kink?.right ?? 0, SHOWN)];
  return [
    heading(words.check),
    paragraph(
      kink === null && exactGradient === 0 && verdict === "unmeasurable"
        ? words.measuredZero(number(measured, SHOWN), number(uncertainty, 2))
        : kink === null
          ? words.measured(exact, number(measured, SHOWN), number(gap || 0, 1), number(uncertainty, 2), verdict)
          : isBetween(exactGradient, kink, uncertainty) || verdict !== "right"
            ? words.kink(exact, left, right, verdict)
            : words.kinks(exact, left, right),
    ),
    ...(check.isBeyondBounds ? [paragraph(words.beyondBounds)] : []),
    ...(significantDigits === null
      ? []
      : [roundingBlock(gradient, rightGradient(explanation), significantDigits, words)]),
    ...lossBlocks(explanation, words),
  ];
}

/** The exact derivative to as many digits as by hand, and after it with more. */
function roundingBlock(gradient: number, exact: number, digits: number, words: ExplanationWords): Block {
  const [toDigits, longer] = [foundNumber(exact, digits), number(exact, Math.max(SHOWN, digits + 2))];
  const isShort = Number(exact.toPrecision(digits)) === exact;
  const told = isShort ? [toDigits] : [toDigits, " (", longer, ")"];
  return paragraph(words.rounding(foundNumber(gradient), gradient === exact ? null : told, digits));
}

/** Where rounding, or float64, loses what counts. */
function lossBlocks(explanation: Explanation, words: ExplanationWords): Block[] {
  const { gradient, preciseGradient, significantDigits } = explanation;
  const right = rightGradient(explanation);
  const apart = Math.abs(gradient - right);
  const percent = right === 0 ? null : Number(((100 * apart) / Math.abs(right)).toPrecision(2));
  return [
    ...(preciseGradient === undefined
      ? []
      : [paragraph(words.saturated(preciseGradient === 0 ? null : number(preciseGradient, 3)))]),
    ...(significantDigits !== null && isLost(explanation) ? [paragraph(words.roundingIsLarge(percent))] : []),
  ];
}

/** Whether a derivative lies between the slopes on both sides of a kink; else several of them meet. */
function isBetween(derivative: number, { left, right }: Kink, uncertainty: number): boolean {
  return derivative >= Math.min(left, right) - 2 * uncertainty && derivative <= Math.max(left, right) + 2 * uncertainty;
}
