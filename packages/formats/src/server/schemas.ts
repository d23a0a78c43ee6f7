import type { Sequential } from "@nn/core";
import type { CategoryCode, InputColumn, NamedShapes, NumberCode, TargetColumn } from "@nn/data";
import { rowFormatOf } from "../row-format.js";

/** A schema of JSON, as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What a service takes as a row, and gives as an answer to it. */
export interface RowSchemas {
  readonly row: JsonSchema;
  readonly answer: JsonSchema;
  /** A row that it takes. */
  readonly example: unknown;
}

/** The schemas of a network's rows and answers: of its pipeline's columns, or of its shapes. */
export function schemasOf(network: Sequential): RowSchemas {
  const { pipeline, stack } = network;
  const { inputShape, outputShape, places } = stack;
  if (pipeline === undefined) {
    const { indexCount } = places[0]!.layer;
    const number = indexCount === undefined ? NUMBER : { type: "integer", minimum: 0, maximum: indexCount - 1 };
    return {
      row: nestedSchema(inputShape, number),
      answer: nestedSchema(outputShape, NUMBER),
      example: nestedZeros(inputShape),
    };
  }
  const rows = rowFormatOf(pipeline, "toServer: a schema can't be written of the pipeline");
  if (rows.of === "arrays") {
    const { inputs, outputs } = rows;
    const zeros = Object.entries(inputs).map(([name, shape]) => [name, nestedZeros(shape)]);
    return { row: nestedSchemas(inputs), answer: nestedSchemas(outputs), example: Object.fromEntries(zeros) };
  }
  const answers = rows.targets.map((target) => [target.column, answerSchema(target)] as const);
  return {
    row: recordSchema(rows.inputs.map(({ column, code }) => [column, cellSchema(code)])),
    answer: answers.length === 1 ? answers[0]![1] : recordSchema(answers),
    example: Object.fromEntries(rows.inputs.map((column) => [column.column, exampleOf(column)])),
  };
}

const NUMBER: JsonSchema = { type: "number" };

function nestedSchema([length, ...inner]: readonly number[], number: JsonSchema): JsonSchema {
  const items = inner.length > 0 ? nestedSchema(inner, number) : number;
  return { type: "array", minItems: length, maxItems: length, items };
}

function nestedSchemas(shapes: NamedShapes): JsonSchema {
  return recordSchema(Object.entries(shapes).map(([name, shape]) => [name, nestedSchema(shape, NUMBER)]));
}

function nestedZeros([length, ...inner]: readonly number[]): unknown {
  return Array.from({ length: length! }, () => (inner.length > 0 ? nestedZeros(inner) : 0));
}

function recordSchema(properties: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return {
    type: "object",
    required: properties.map(([name]) => name),
    properties: Object.fromEntries(properties),
  };
}

function cellSchema(code: NumberCode | CategoryCode): JsonSchema {
  const isGap = code.missing !== null;
  if (!("categories" in code)) return isGap ? { type: ["number", "null"] } : NUMBER;
  const { categories, unknown } = code;
  // What isn't among them is taken as well.
  if (unknown !== null) {
    return { type: ["string", "number", "boolean", ...(isGap ? ["null"] : [])], examples: categories };
  }
  return { enum: isGap ? [...categories, null] : categories };
}

function answerSchema({ code }: TargetColumn): JsonSchema {
  if (!("categories" in code)) return NUMBER;
  const names = code.categories.map(String);
  const likely = { type: "number", minimum: 0, maximum: 1 };
  return recordSchema([
    ["label", { enum: code.categories }],
    ["probabilities", recordSchema(names.map((name) => [name, likely]))],
  ]);
}

/** A cell of a column: a category, or a number in its middle where that can be said, in few digits. */
function exampleOf({ code }: InputColumn): unknown {
  if ("categories" in code) return code.categories[0];
  const middle = code.missing ?? found(() => code.decode([0])[0]!) ?? 0;
  const numbers = [Number(middle.toPrecision(3)), middle, 0, 1];
  return numbers.find((number) => found(() => code.encode([number], String)) !== undefined) ?? middle;
}

/** What comes of a formula, where it has a finite value. */
function found<Value>(value: () => Value): Value | undefined {
  try {
    return value();
  } catch {
    return undefined;
  }
}
