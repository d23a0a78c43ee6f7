import { readFileSync, writeFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { networkFile } from "../../../packages/formats/src/file/schema.js";

const published = new URL("../../../packages/formats/network.schema.json", import.meta.url);

// The published schema is made of the one that files are checked with: WRITE_SCHEMA=1 npx vitest run formats/file/schema.
test("the package publishes the schema that files are checked with", () => {
  const schema = { ...toJsonSchema(networkFile, { target: "draft-2020-12" }), title: "The file of a network of @nn" };
  if (process.env.WRITE_SCHEMA) writeFileSync(published, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
});
