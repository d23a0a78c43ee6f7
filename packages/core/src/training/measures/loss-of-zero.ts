import { countUp } from "@nn/numerics";
import type { RecordableEvaluation } from "../../equipment/recorded.js";

/** So many examples tell the size of a loss. */
const MOST_EXAMPLES = 1024;

/** The mean loss of the answer 0, of as many examples as tell its size; 0 where the loss has none. */
export function lossOfZero({ data, workspace, figures }: RecordableEvaluation): number {
  const { metric: loss, frame } = figures[0]!;
  const size = Math.min(data.size, MOST_EXAMPLES);
  const rows = countUp(size);
  let sum = 0;
  try {
    for (let from = 0; from < size; from += workspace.capacity) {
      const to = Math.min(from + workspace.capacity, size);
      data.read(workspace.inputs, frame.target, rows, from, to);
      frame.prediction.fill(0);
      frame.batch = to - from;
      loss.value(frame);
      for (let i = 0; i < frame.batch; i++) sum += Math.abs(frame.values[i]!);
    }
  } catch {
    return 0;
  }
  return sum / size;
}
