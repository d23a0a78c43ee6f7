import type { Text } from "../language.js";

/** What a process ends with, by what happened. */
export const EXIT = {
  done: 0,
  ourFault: 1,
  wrongUse: 2,
  badData: 3,
  diverged: 4,
  inUse: 5,
  interrupted: 130,
} as const;

/** One of the numbers in {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the user can mend, in both languages. */
export class Complaint extends Error {
  override readonly name = "Complaint";
  readonly text: Text;
  readonly exitCode: ExitCode;

  constructor(text: Text, exitCode: ExitCode = EXIT.wrongUse) {
    super(text.en);
    this.text = text;
    this.exitCode = exitCode;
  }
}
