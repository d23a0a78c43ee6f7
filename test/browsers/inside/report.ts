import type { Trained } from "../../reproducibility/trained.js";

/** Where the tests run: in a page, or in a worker that the page has started. */
export type Place = "page" | "worker";

/** Which contracts run, and where: what a page's address asks for. */
export interface Contracts {
  readonly place: Place;
  /** The backend that they are on, by its name. */
  readonly backend: string;
}

/** What became of each seeded training, as `trainAll` gives it. */
export type Trainings = Readonly<Record<string, Trained>>;

/** What became of a pool of two workers, and a training on it. */
export interface PoolFindings {
  readonly name: string;
  readonly warnings: readonly string[];
  /** A hash of all that the training gave, on threads. */
  readonly trained: string;
  /** Such a hash for each network with layers that do more than Dense: in a worker. */
  readonly left: Readonly<Record<string, string>>;
}

/** What a place knows of itself when all its tests have run. */
export interface Findings {
  /** The backend of a network that was given none. */
  readonly defaultBackend: string;
  readonly crossOriginIsolated: boolean;
  /** Whether the content security policy keeps strings from being run as code, as the tests mean it to. */
  readonly refusesEval: boolean;
  /** On that backend. */
  readonly trainings: Trainings;
  readonly pool: PoolFindings;
}

export interface Outcome {
  readonly test: string;
  /** Only of a test that failed. */
  readonly error?: string;
}

/** What a place sends to the server, in this order: how tests ended, some at a time; its findings, or what stopped it. */
export type Report = { readonly place: Place } & (
  | { readonly outcomes: readonly Outcome[] }
  | { readonly findings: Findings }
  | { readonly crash: string }
);

export async function send(report: Report): Promise<void> {
  await fetch("report", { method: "POST", body: JSON.stringify(report) });
}

/** The whole error, with its kind and place: engines disagree whether the stack begins with the message. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? "";
  return stack.includes(error.message) ? stack : `${error}\n${stack}`;
}
