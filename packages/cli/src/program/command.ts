import type { Described } from "./help/described.js";
import type { Task } from "./task.js";

/** A command: what is known of it, and what it does. */
export interface Command extends Described {
  /** Does it. What it needs is imported there, so that the help is quick. @returns The exit code, where it isn't 0. */
  run(task: Task): Promise<number | undefined> | Promise<void>;
}
