/** How many milliseconds the last look at what the process has computed may be ago. */
const SELDOM = 20;

/** The last look: to ask the system takes longer than most calls. */
let looked = { at: Number.NEGATIVE_INFINITY, used: process.cpuUsage() };

/** What a call took, in milliseconds. */
export interface Taken {
  /** What it computed, or up to 20 more; on a busy machine a clock counts the time of others as well. */
  readonly time: number;
  /** With all that it waited for. */
  readonly clock: number;
}

/** Begins to measure, and gives what ends it. */
export function stopwatch(): () => Taken {
  const start = performance.now();
  if (start - looked.at > SELDOM) looked = { at: start, used: process.cpuUsage() };
  const { used } = looked;
  return () => {
    const clock = performance.now() - start;
    if (clock < SELDOM) return { time: clock, clock };
    // Threads that collect garbage compute beside the call.
    const { user, system } = process.cpuUsage(used);
    return { time: Math.min((user + system) / 1000, clock), clock };
  };
}
