import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../../child.js";

test("a large safetensors file is loaded with each byte copied twice at most", async () => {
  // The command looks at a process's memory, and fails for more: `npm run check:safetensors` takes 100 MB.
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL("large.mjs", import.meta.url)), "20"]);
  expect(JSON.parse(stdout)).toMatchObject({ megabytes: 20 });
});
