import { type BatchFrame, exampleError } from "@nn/core/component";

/**
 * Refuses the first target, or prediction, that a figure has no meaning for, where there is one target for each output. NaN should
 * pass: it is the trainer's to report.
 *
 * @param takes - What the figure does, or takes: `"hinge takes targets of -1 and 1"`.
 * @throws DataError that says so, names the example and the output, and says what to do.
 */
export function refuseWrong(
  frame: BatchFrame,
  what: "prediction" | "target",
  isWrong: (value: number) => boolean,
  takes: string,
  remedy: string,
): void {
  const { batch, outputSize: size, [what]: values } = frame;
  for (let i = 0; i < batch * size; i++) {
    if (!isWrong(values[i])) continue;
    throw exampleError(
      Math.floor(i / size),
      (example) => `${takes}, but the ${what} of ${example} output ${i % size}, is ${values[i]}. ${remedy}`,
    );
  }
}
