import { defaultBackend } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type ComputationText, type DType, type FloatArray } from "@nn/core/component";
import { describe, expect, test } from "vitest";
import { withLoop } from "./with-loop.js";

const ROWS = 3;
const COLUMNS = 5;
/** So many runs that a computation is compiled in between. */
const RUNS = 300;

/** Texts in which a later line is done in an earlier loop, or an array is read where another line has written it. */
const TEXTS: Readonly<Record<string, Partial<ComputationText>>> = {
  "a line without a sum after one with a sum": { lines: ["out = x * sum(x)", "out = x + 1"] },
  "a name that was read before its array was written": { lines: ["old = w", "w = 2 * w", "out = old * sum(x) + w"] },
  "what an array held between two lines": { lines: ["out = x", "q = out * sum(y)", "out = y", "out = out + q"] },
  "a sum of what was written, and what it was made of": { lines: ["out = exp(x)", "out = out / sum(out) * x"] },
  "arrays of numbers by row": {
    byRow: ["out", "w"],
    lines: ["out = sum(x) / 3", "w = w + out * 2", "out = w + max(y)"],
  },
  "one number by row that others use": { byRow: ["w"], lines: ["w = mean(x) / 3", "out = x - w"] },
  "the same text twice": { lines: ["out = x", "w = out + sum(y)", "out = y", "out = x"] },
};

function run(backend: typeof reference, dtype: DType, computation: Computation, shared: string, runs = 1): number[][] {
  const lengths = [ROWS * COLUMNS, ROWS * COLUMNS, ROWS * COLUMNS, ROWS * COLUMNS];
  const [out, x, y, w] = backend.allocate(dtype, lengths) as [FloatArray, FloatArray, FloatArray, FloatArray];
  const kernels = backend.kernels(dtype);
  for (let i = 0; i < runs; i++) {
    for (const [a, array] of [out, x, y, w].entries()) array.set(array.map((_, i) => Math.sin(7 * i + a)));
    kernels.compute(computation, [], ROWS, COLUMNS, out, shared === "x" ? out : x, shared === "y" ? out : y, w);
  }
  return [out, x, y, w].map((array) => Array.from(array));
}

/** The same, recorded: so few numbers become straight-line code. */
function runRecorded(dtype: DType, computation: Computation, shared: string): number[][] | undefined {
  const backend = defaultBackend();
  const lengths = [ROWS * COLUMNS, ROWS * COLUMNS, ROWS * COLUMNS, ROWS * COLUMNS];
  const [out, x, y, w] = backend.allocate(dtype, lengths) as [FloatArray, FloatArray, FloatArray, FloatArray];
  for (const [a, array] of [out, x, y, w].entries()) array.set(array.map((_, i) => Math.sin(7 * i + a)));
  const program = backend.record?.(dtype, ({ traced }) => {
    const [a, b] = [shared === "x" ? out : x, shared === "y" ? out : y];
    backend.kernels(dtype).compute(computation, [], ROWS, COLUMNS, traced(out), traced(a), traced(b), traced(w));
  });
  if (backend.record !== undefined) expect(program?.run(1)).toBe(1);
  return program && [out, x, y, w].map((array) => Array.from(array));
}

describe.each(Object.keys(TEXTS))("%s is done line by line", (which) => {
  const text = { name: "text", arrays: ["out", "x", "y", "w"], lines: [], ...TEXTS[which] };
  // An array that is written number by number may be one that is read.
  const cases = text.byRow?.includes("out") ? ["nothing"] : ["nothing", "x", "y"];

  test.each(cases)("by all notations, where the result shares its array with %s", async (shared) => {
    const computation = new Computation(text);
    const built = await withLoop(computation);
    for (const dtype of ["float64", "float32"] as const) {
      const expected = run(reference, dtype, computation, shared);
      expect(run(reference, dtype, built, shared)).toEqual(expected);
      expect(run(defaultBackend(), dtype, computation, shared, RUNS)).toEqual(expected);
      expect(runRecorded(dtype, computation, shared) ?? expected).toEqual(expected);
    }
  });
});
