import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "@nn/core";
import { expect, test } from "vitest";
import { run } from "../../../child.js";
import { train } from "./killed.mjs";

const program = join(import.meta.dirname, "killed.mjs");
/** Four batches are an epoch, and there are six. */
const STEPS = 24;

test.concurrent.each([
  ["momentum", "float32", "default", "reference"],
  ["momentum", "float64", "reference", "default"],
  ["Adam", "float64", "default", "pool"],
  ["Adam", "float32", "reference", "default"],
  ["dropout", "float32", "default", "reference"],
  ["dropout", "float64", "default", "default"],
  ["normalization", "float32", "default", "reference"],
  ["normalization", "float64", "reference", "default"],
  ["LSTM", "float32", "default", "reference"],
  ["LSTM", "float64", "default", "pool"],
])(
  "a training that was killed goes on in another process: %s in %s, from the %s backend to the %s one",
  async (kind, dtype, from, to) => {
    const folder = mkdtempSync(join(tmpdir(), "nn-killed-"));
    try {
      const file = join(folder, "state");
      const killAt = 2 + Math.floor(seededRandom(`${kind} ${dtype}`)() * (STEPS - 2));
      const start = (task: object) => run(process.execPath, [program, JSON.stringify({ kind, dtype, file, ...task })]);
      await expect(start({ backend: from, killAt })).rejects.toMatchObject({ signal: "SIGKILL" });
      const { stdout } = await start({ backend: to });
      const { hash } = await train({ kind, dtype, backend: "default" });
      expect(JSON.parse(stdout)).toEqual({ hash, from: killAt - (killAt % 2) });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
