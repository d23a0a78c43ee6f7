import type { Loaded } from "../network/network.js";

/** The Euclidean distance of each parameter, by its name; nothing where they don't pair up. */
export function distances(network: Loaded, other: Loaded): Readonly<Record<string, number>> | undefined {
  const [a, b] = [network.getParameters(), other.getParameters()] as Record<string, number[]>[];
  const names = Object.keys(a!);
  const fits = names.length === Object.keys(b!).length && names.every((name) => a![name]!.length === b![name]?.length);
  if (!fits) return undefined;
  return Object.fromEntries(names.map((name) => [name, norm(a![name]!.map((value, i) => value - b![name]![i]!))]));
}

/** The square root of the sum of squares. */
export function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
