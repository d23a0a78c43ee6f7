import type { Chain } from "../chain.js";
import type { Trace } from "../trace.js";
import { type Origin, placesIn } from "./origin.js";

/** Which outputs of a link lie on a path, for each link from the parameter's first weighted sum to the last. */
export function reachedFrom(chain: Chain, trace: Trace, origin: Origin, example: number): number[][] {
  const ends = trace.ends[example]!;
  const reached: number[][] = [];
  for (let link = origin.first; link < chain.links.length; link++) {
    const before = reached.at(-1) ?? [];
    const next = before.flatMap((node) => [...chain.links[link]!.slopes(ends[link]!, node).keys()]);
    const own = placesIn(origin, link).map(({ unit }) => unit);
    reached.push([...new Set([...next, ...own])].sort((a, b) => a - b));
  }
  return reached;
}
