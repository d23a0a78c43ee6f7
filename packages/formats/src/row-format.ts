import { type CellTarget, type NetworkPipeline, OptionError, type RowFormat, show } from "@nn/core/component";
import { CategoryCode, NamedArrays, NumberCode, Pipeline, type TargetColumn } from "@nn/data";

/** What a pipeline says of its rows, with codes that were looked at. */
export type CheckedRows = Pipeline["rowFormat"] | NamedArrays["rowFormat"];

/**
 * How a pipeline goes from rows to numbers, and from outputs to answers, by what it says of itself.
 *
 * @param refusal - What can't be done without it: `"toOnnx: the pipeline can't be written in operators"`.
 * @throws OptionError for one that says nothing of it, or something that can't be.
 */
export function rowFormatOf(pipeline: NetworkPipeline, refusal: string, remedy = ""): CheckedRows {
  const { rowFormat, inputSize, outputSize } = pipeline;
  if (rowFormat === undefined) {
    throw new OptionError(`${refusal}: it is ${show(pipeline)}, which says no rowFormat.${remedy}`);
  }
  const made = madeOf(rowFormat, `${refusal}: its rowFormat`);
  if (made.inputSize === inputSize && made.outputSize === outputSize) return made.rowFormat;
  throw new OptionError(
    `${refusal}: its rowFormat has ${made.inputSize} numbers for a row and ${made.outputSize} for an answer, but its inputSize is ${show(inputSize)} and its outputSize ${show(outputSize)}.`,
  );
}

/** A pipeline of ours that does what a format says: what that may be is its to say. */
function madeOf(rowFormat: unknown, place: string): Pipeline | NamedArrays {
  const format = Object(rowFormat) as RowFormat;
  try {
    if (format.of === "arrays") return new NamedArrays({ inputs: format.inputs, outputs: format.outputs });
    if (format.of === "cells") return new Pipeline({ inputs: coded(format.inputs), targets: coded(format.targets) });
  } catch (error) {
    throw new OptionError(`${place} isn't right. ${(error as Error).message}`, { cause: error });
  }
  throw new OptionError(
    `${place} must be of "cells" or of "arrays", but is of ${show((format as { of?: unknown }).of)}.`,
  );
}

/** The columns with codes made anew; what are no columns stays for the pipeline to refuse. */
function coded(columns: readonly CellTarget[]): readonly TargetColumn[] {
  if (!Array.isArray(columns)) return columns as never;
  return Array.from(columns, (each) => ({ ...each, code: codeOf(Object(Object(each).code)) }));
}

function codeOf(code: CellTarget["code"]): NumberCode | CategoryCode {
  if ("categories" in code) {
    const { name, categories, codes, unknown, missing } = code;
    return new CategoryCode({ name, categories, codes, unknown, missing });
  }
  const { name, formula, inverse, constants, missing, indicator } = code;
  return new NumberCode({ name, formula, inverse, constants, missing, indicator });
}
