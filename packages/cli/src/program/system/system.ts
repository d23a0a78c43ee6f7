import type { Readable, Writable } from "node:stream";

/** Where text goes: as much of a stream of Node as is needed. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Where questions are asked, and where they are answered. */
export interface Questions {
  readonly input: Readable;
  readonly output: Writable;
}

/** What a command has to do with: a process, or what a test puts in its place. */
export interface System {
  /** What is typed or piped in. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Results, for people and programs. */
  readonly stdout: Output;
  /** All else that people are told. */
  readonly stderr: Output;
  /** The terminal; missing where there is none to be asked. */
  readonly questions?: Questions | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that paths begin at. */
  readonly folder: string;
  /** Has a function called at Ctrl-C, and at the signal to end. @returns What ends that. */
  onInterrupt(interrupted: () => void): () => void;
  /** Shows an address in the browser that opens such. */
  open(address: string): Promise<void>;
  /** Ends the process at once. */
  exit(code: number): void;
}
