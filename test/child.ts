import { type ChildProcess, type ExecFileOptions, execFile } from "node:child_process";

/** As long as a test may take. */
const MILLISECONDS = 300_000;

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Runs a program to its end, which is at the latest that of this process, or after five minutes. */
export function run(
  command: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: MILLISECONDS, killSignal: "SIGKILL" } as const;
    const child = execFile(command, args, { encoding: "utf8", ...limits, ...options }, (error, stdout, stderr) => {
      running.delete(child);
      const printed = { stdout: String(stdout), stderr: String(stderr) };
      if (error === null) resolve(printed);
      else reject(Object.assign(error, printed));
    });
    running.add(child);
  });
}
