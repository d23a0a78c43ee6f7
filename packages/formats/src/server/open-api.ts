import type { Sequential } from "@nn/core";
import type { JsonSchema } from "./schemas.js";
import { schemasOf } from "./schemas.js";
import type { ServerOptions } from "./server-options.js";

/** What a service takes and gives: OpenAPI 3.1, as JSON. */
export function openApiText(
  network: Sequential,
  { name, mostRows, largestBody, seconds }: Required<ServerOptions>,
): string {
  const { row, answer, example } = schemasOf(network);
  const problems = {
    400: "The body isn't JSON, has no rows, or has one that can't be taken: the detail says which, and what was expected.",
    413: `The body has more than ${largestBody} bytes, or more than ${mostRows} rows.`,
    415: "The body isn't said to be JSON.",
    500: "The service failed; its log says how.",
    503: `The answer took longer than ${seconds} s.`,
  };
  const document = {
    openapi: "3.1.1",
    info: { title: name, version: "1.0.0", description: "Answers of a neural network to rows." },
    paths: {
      "/predict": {
        post: {
          operationId: "predict",
          summary: "The answers to rows, in their order",
          requestBody: { required: true, content: json(refersTo("Rows"), { rows: [example] }) },
          responses: {
            200: { description: "An answer to each row.", content: json(refersTo("Answers")) },
            ...Object.fromEntries(
              Object.entries(problems).map(([status, description]) => [status, problem(description)]),
            ),
          },
        },
      },
      "/health": {
        get: {
          operationId: "health",
          summary: "Whether it takes requests",
          responses: {
            200: { description: "It does.", content: json(statusSchema("up")) },
            503: { description: "It is about to end.", content: json(statusSchema("stopping")) },
          },
        },
      },
      "/openapi.json": {
        get: {
          operationId: "description",
          summary: "This description",
          responses: { 200: { description: "OpenAPI 3.1.", content: json({ type: "object" }) } },
        },
      },
    },
    components: {
      schemas: {
        Row: row,
        Answer: answer,
        Rows: listOf("rows", { type: "array", maxItems: mostRows, items: refersTo("Row") }),
        Answers: listOf("answers", { type: "array", maxItems: mostRows, items: refersTo("Answer") }),
        Problem: {
          type: "object",
          required: ["title", "status", "detail"],
          properties: {
            title: { type: "string" },
            status: { type: "integer" },
            detail: { type: "string", description: "What is wrong, as a sentence." },
          },
        },
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const refersTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const json = (schema: JsonSchema, example?: unknown): JsonSchema => ({
  "application/json": { schema, ...(example !== undefined && { example }) },
});

const problem = (description: string): JsonSchema => ({
  description,
  content: { "application/problem+json": { schema: refersTo("Problem") } },
});

const statusSchema = (status: string): JsonSchema => ({
  type: "object",
  required: ["status"],
  properties: { status: { const: status } },
});

const listOf = (name: string, list: JsonSchema): JsonSchema => ({
  type: "object",
  required: [name],
  properties: { [name]: list },
});
