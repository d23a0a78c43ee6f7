import type { Task } from "../program/task.js";

/** The variables by which engines say which trial a process is for. */
const INDICES = ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID"] as const;

/** Makes a sweep, or the one trial that the command line or an engine asks for. */
export async function begin(task: Task): Promise<number | undefined> {
  const { environment } = task.system;
  const index = task.text("index") ?? INDICES.map((name) => environment[name]).find((value) => value !== undefined);
  if (index === undefined) return (await import("./local/run.js")).sweep(task);
  return (await import("./engines/one.js")).makeOne(task, index);
}
