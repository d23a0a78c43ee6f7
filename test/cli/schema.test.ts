import { readFileSync, writeFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { configurationSchema } from "../../packages/cli/src/configuration/schema.js";

const published = new URL("../../packages/cli/nn.schema.json", import.meta.url);

// The published schema is made of the one that configurations are checked with: WRITE_SCHEMA=1 npx vitest run cli/schema.
test("the package publishes the schema that configurations are checked with", () => {
  const schema = { ...toJsonSchema(configurationSchema, { target: "draft-2020-12" }), title: "A training for nn" };
  if (process.env.WRITE_SCHEMA) writeFileSync(published, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
});
