const COLUMNS = 24;
const LEVELS = "▁▂▃▄▅▆▇█";

/** The curves of two lists of losses in a line each, on one logarithmic scale and one axis of epochs; nothing of lists that are no curves. */
export function curvesOf(losses: readonly [readonly number[], readonly number[]]): [string, string] | undefined {
  const all = losses.flat();
  if (losses.some(({ length }) => length < 2) || !all.every((loss) => Number.isFinite(loss) && loss > 0))
    return undefined;
  const [least, most] = [Math.min(...all), Math.max(...all)].map(Math.log) as [number, number];
  const epochs = Math.max(...losses.map(({ length }) => length));
  const level = (loss: number): string => {
    const height = most === least ? 0 : (Math.log(loss) - least) / (most - least);
    return LEVELS[Math.round(height * (LEVELS.length - 1))]!;
  };
  const columns = Math.min(COLUMNS, epochs);
  const line = (own: readonly number[]): string =>
    Array.from({ length: columns }, (_, i) => own[Math.floor((i * epochs) / columns)])
      .map((loss) => (loss === undefined ? " " : level(loss)))
      .join("");
  return [line(losses[0]), line(losses[1])];
}
