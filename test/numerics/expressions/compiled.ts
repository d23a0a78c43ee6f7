import { onTestFinished, vi } from "vitest";

declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

/** What becomes of code in a test: where an engine refuses it, plain loops do its work, and nothing else tells. */
export interface Compiled {
  /** How many modules were compiled. */
  count: number;
  /** What the engine said of the others. */
  readonly refused: unknown[];
}

/** Watches what is compiled until the test ends. */
export function watchEngine(): Compiled {
  const compiled: Compiled = { count: 0, refused: [] };
  const { Module } = WebAssembly;
  vi.spyOn(WebAssembly, "Module").mockImplementation(function compile(bytes) {
    try {
      const made = new Module(bytes);
      compiled.count++;
      return made;
    } catch (error) {
      compiled.refused.push(error);
      throw error;
    }
  });
  onTestFinished(() => void vi.restoreAllMocks());
  return compiled;
}
