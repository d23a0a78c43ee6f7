import type { Chain } from "./links.js";
import type { Origin } from "./paths.js";
import type { Trace } from "./trace.js";

/** Which outputs of a link lie on a path, for each link from the parameter's weighted sum to the last. */
export function reachedFrom(chain: Chain, trace: Trace, origin: Origin, example: number): number[][] {
  const ends = trace.ends[example]!;
  const reached = [[origin.unit]];
  for (let link = origin.link + 1; link < chain.links.length; link++) {
    const next = reached.at(-1)!.flatMap((node) => [...chain.links[link]!.slopes(ends[link]!, node).keys()]);
    reached.push([...new Set(next)].sort((a, b) => a - b));
  }
  return reached;
}
