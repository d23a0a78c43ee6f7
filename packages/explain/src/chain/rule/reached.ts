import type { Chain } from "../chain.js";
import type { Trace } from "../trace.js";
import type { Origin } from "./origin.js";

/** Which outputs of a link lie on a path, for each link from the first that the parameter acts in to the last. */
export function reachedFrom(chain: Chain, trace: Trace, origin: Origin, example: number): number[][] {
  const ends = trace.ends[example]!;
  const reached: number[][] = [];
  for (const [at, link] of chain.links.entries()) {
    if (at < origin.first) continue;
    const own = link.pullBack
      ? ends[at]!.outputs.keys()
      : [
          ...(reached.at(-1) ?? []).flatMap((node) => [...link.slopes(ends[at]!, node).keys()]),
          ...link.parameterSlopes(ends[at]!, origin.parameter).keys(),
        ];
    reached.push([...new Set(own)].sort((a, b) => a - b));
  }
  return reached;
}
