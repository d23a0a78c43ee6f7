import type { ExitCode } from "../../program/errors/complaint.js";
import type { Text } from "../../program/language.js";
import type { Job } from "../result.js";

/** What a worker process takes part in. */
export interface Part {
  /** Where the configuration is. */
  readonly file: string;
  /** Where the results go. */
  readonly into: string;
}

/** What a worker process says. */
export type Said =
  | { readonly kind: "ready" }
  | { readonly kind: "made"; readonly job: Job }
  | { readonly kind: "wrong"; readonly text: Text; readonly exitCode: ExitCode };
