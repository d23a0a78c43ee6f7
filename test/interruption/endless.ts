// A test that never ends, nor does the program that it runs. That writes down who they are.
import { test } from "vitest";
import { run } from "../child.js";

test("endless", async () => {
  const program = `
    require("node:fs").writeFileSync(process.env.RUNNING, process.ppid + " " + process.pid + " all");
    setInterval(() => {}, 1000);`;
  await run(process.execPath, ["--eval", program]);
});
