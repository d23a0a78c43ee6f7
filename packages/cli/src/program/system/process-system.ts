import type { System } from "./system.js";

/** The process that this is. */
export function processSystem(): System {
  // The reader of the output may stop early: nn predict … | head
  process.stdout.on("error", () => process.exit());
  process.stderr.on("error", () => {});
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    questions:
      process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : undefined,
    environment: process.env,
    folder: process.cwd(),
    onInterrupt: (interrupted) => {
      const signals = ["SIGINT", "SIGTERM"] as const;
      for (const signal of signals) process.on(signal, interrupted);
      return () => {
        for (const signal of signals) process.off(signal, interrupted);
      };
    },
    open: async (address) => {
      const { default: open } = await import("open");
      await open(address);
    },
    exit: (code) => process.exit(code),
  };
}
