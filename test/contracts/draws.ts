import type { Random } from "@nn/core/component";
import { normal, uniform } from "@nn/core/component";

/** What a loss or a metric is given for one example. */
export type Example = { prediction: number[]; target: number[] };

export function oneOf(random: Random, size: number): Example {
  const { prediction, target } = classOf(random, size);
  return { prediction, target: Array.from({ length: size }, (_, i) => (i === target[0] ? 1 : 0)) };
}

export function classOf(random: Random, size: number): Example {
  return { prediction: numbers(random, size), target: classNumber(random, size) };
}

export function labelled(random: Random, size: number): Example {
  return { prediction: numbers(random, size), target: labels(random, size) };
}

export function measures(random: Random, size: number): Example {
  return { prediction: numbers(random, size), target: numbers(random, size) };
}

export function signed(random: Random, size: number): Example {
  return { prediction: numbers(random, size), target: signs(labels(random, size)) };
}

export function numbers(random: Random, size: number): number[] {
  return Array.from({ length: size }, () => normal(random));
}

export function probabilities(random: Random, size: number): number[] {
  return Array.from({ length: size }, () => uniform(random, 0.05, 0.95));
}

export function labels(random: Random, size: number): number[] {
  return Array.from({ length: size }, () => Math.round(random()));
}

export function counts(random: Random, size: number): number[] {
  return Array.from({ length: size }, () => Math.floor(4 * random()));
}

/** −1 and 1, of labels and of probabilities. */
export function signs(row: readonly number[]): number[] {
  return row.map((t) => (t < 0.5 ? -1 : 1));
}

export function classNumber(random: Random, size: number): number[] {
  return [Math.floor(random() * size)];
}

export function distribution(random: Random, size: number): number[] {
  const weights = probabilities(random, size);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
