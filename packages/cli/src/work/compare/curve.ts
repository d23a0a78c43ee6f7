import sparkly from "sparkly";

const COLUMNS = 24;

/** The curves of two lists of losses in a line each, on one logarithmic scale and one axis of epochs; nothing of lists that are no curves. */
export function curvesOf(losses: readonly [readonly number[], readonly number[]]): [string, string] | undefined {
  const all = losses.flat();
  if (losses.some(({ length }) => length < 2) || !all.every((loss) => Number.isFinite(loss) && loss > 0))
    return undefined;
  const [minimum, maximum] = [Math.log(Math.min(...all)), Math.log(Math.max(...all))];
  const epochs = Math.max(...losses.map(({ length }) => length));
  const columns = Math.min(COLUMNS, epochs);
  const line = (own: readonly number[]): string => {
    const shown = Array.from({ length: columns }, (_, i) => own[Math.floor((i * epochs) / columns)]);
    // A list that ends before the other one leaves its place empty.
    return sparkly(
      shown.map((loss) => (loss === undefined ? "" : Math.log(loss) - minimum)),
      { minimum: 0, maximum: maximum - minimum },
    );
  };
  return [line(losses[0]), line(losses[1])];
}
