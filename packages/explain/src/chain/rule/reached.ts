import type { Chain } from "../chain.js";
import { type Link, reachedBy } from "../links/link.js";
import type { Trace } from "../trace.js";
import type { Origin } from "./origin.js";

const outputsByInput = new WeakMap<readonly number[], Map<number, number[]>>();

/** The outputs that are an input, passed on. */
export function passedOn({ passed }: Link, input: number): readonly number[] {
  if (passed === undefined) return [];
  let outputs = outputsByInput.get(passed);
  if (outputs === undefined) {
    outputs = new Map<number, number[]>();
    for (const [output, from] of passed.entries()) outputs.set(from, [...(outputs.get(from) ?? []), output]);
    outputsByInput.set(passed, outputs);
  }
  return outputs.get(input) ?? [];
}

/** Which outputs of a link lie on a path, for each link from the first that the parameter acts in to the last. */
export function reachedFrom(chain: Chain, trace: Trace, origin: Origin, example: number): number[][] {
  const ends = trace.ends[example]!;
  const reached: number[][] = [];
  for (const [at, link] of chain.links.entries()) {
    if (at < origin.first) continue;
    const before = reached.at(-1) ?? [];
    const found = new Set<number>();
    const add = (outputs: Iterable<number>): void => {
      for (const output of outputs) found.add(output);
    };
    for (const node of before) add(passedOn(link, node));
    if (link.pullBack) add([...ends[at]!.outputs.keys()].slice(link.passed?.length ?? 0));
    else {
      for (const node of before) add(reachedBy(link, ends[at]!, node));
      add(link.parameterSlopes(ends[at]!, origin.parameter).keys());
    }
    reached.push([...found].sort((a, b) => a - b));
  }
  return reached;
}
