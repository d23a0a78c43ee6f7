import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { EpochReport } from "@nn/core";
import { printable } from "@nn/core/component";
import { writeWhole } from "@nn/formats/node";
import * as v from "valibot";
import { parseConfiguration } from "../configuration/read.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint, EXIT } from "../program/errors/complaint.js";
import { NBSP } from "../program/printing/typography.js";

/** What the system says of a file that isn't there. */
const NOT_THERE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR"]);

/** What a run was begun with. */
export interface Beginning {
  readonly seed: string | number;
  readonly versions: { readonly nn: string; readonly node: string };
  /** The hashes of the tables, by the names that the configuration gives them. */
  readonly data: Readonly<Record<string, string>>;
  /** The folder that the configuration's paths go from, as it lies to this one. */
  readonly from: string;
  /** When, as a date and time of UTC. */
  readonly started: string;
}

const BEGINNING: v.GenericSchema<unknown, Beginning> = v.object({
  seed: v.union([v.string(), v.number()]),
  versions: v.object({ nn: v.string(), node: v.string() }),
  data: v.record(v.string(), v.string()),
  from: v.string(),
  started: v.string(),
});

const REPORT = v.custom<EpochReport>((value) => typeof value === "object" && value !== null);

/** What a run's folder holds when it begins. */
export interface RunContent {
  readonly beginning: Beginning;
  /** The configuration as it was, and its name. */
  readonly file: { readonly name: string; readonly text: string };
  readonly writtenOut: Configuration;
}

/** The folder of a run: what it was begun with, how far it has come, and what came out. */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get checkpoint(): string {
    return join(this.path, "checkpoint.json");
  }

  get best(): string {
    return join(this.path, "best.json");
  }

  get network(): string {
    return join(this.path, "network.json");
  }

  get history(): string {
    return join(this.path, "history.jsonl");
  }

  get #writtenOut(): string {
    return join(this.path, "written-out.json");
  }

  /** Whether a file of it is there. */
  async has(what: "checkpoint" | "best" | "network"): Promise<boolean> {
    return isThere(this[what]);
  }

  /** @throws Complaint for a folder that is no run. */
  async beginning(): Promise<Beginning> {
    return parsed(await this.#read("run.json"), join(this.path, "run.json"), BEGINNING);
  }

  /** The configuration with its defaults. */
  async configuration(): Promise<Configuration> {
    return parseConfiguration(await this.#read("written-out.json"), printable(this.#writtenOut));
  }

  /** The path from which the tables of its configuration are named. */
  async configurationPath(): Promise<string> {
    return join(this.path, (await this.beginning()).from, "configuration");
  }

  async writeConfiguration(configuration: Configuration): Promise<void> {
    await writeWhole(this.#writtenOut, pretty(configuration));
  }

  /** The reports so far; a last line that was being written when the process ended is none. */
  async reports(): Promise<EpochReport[]> {
    if (!(await isThere(this.history))) return [];
    const lines = (await readFile(this.history, "utf8")).split("\n");
    return lines.slice(0, -1).map((line) => parsed(line, this.history, REPORT));
  }

  /** Writes the history anew, where a training goes on from an earlier place. */
  async writeReports(reports: readonly EpochReport[]): Promise<void> {
    await writeWhole(this.history, reports.map((report) => `${JSON.stringify(report)}\n`).join(""));
  }

  append(report: EpochReport): void {
    appendFileSync(this.history, `${JSON.stringify(report)}\n`);
  }

  async #read(name: string): Promise<string> {
    try {
      return await readFile(join(this.path, name), "utf8");
    } catch (error) {
      if (!NOT_THERE.has((error as { readonly code?: string }).code)) throw error;
      const [en, fr] = (await isThere(this.path))
        ? [`has no ${name}, so that it is no run`, `n’a pas de ${name}, et n’est donc pas le dossier d’un entraînement`]
        : ["doesn't exist", "n’existe pas"];
      const path = printable(this.path);
      throw new Complaint(
        {
          en: `${path} ${en}. nn train begins one, in the folder runs.`,
          fr: `${path} ${fr}. nn train en commence un, dans le dossier runs.`,
        },
        EXIT.badData,
      );
    }
  }
}

/**
 * Makes the folder of a new run: with all that it begins with, or not at all.
 *
 * @param runs - The folder of all runs.
 * @param name - Its own name; a number is put behind it, so that it is a new one.
 * @param isWhole - Whether that is the whole name.
 * @throws Complaint where there is one of that whole name.
 */
export async function beginRun(runs: string, name: string, isWhole: boolean, content: RunContent): Promise<RunFolder> {
  await mkdir(runs, { recursive: true });
  const unfinished = join(runs, `.unfinished-${randomBytes(6).toString("hex")}`);
  await mkdir(unfinished);
  try {
    const { beginning, file, writtenOut } = content;
    await writeFile(join(unfinished, file.name), file.text);
    await writeFile(join(unfinished, "written-out.json"), pretty(writtenOut));
    await writeFile(
      join(unfinished, "run.json"),
      pretty({ ...beginning, from: relative(join(runs, name), beginning.from) || "." }),
    );
    for (let number = 1; ; number++) {
      const path = join(runs, isWhole ? name : `${name}-${number}`);
      if (!(await isThere(path)) && (await isRenamed(unfinished, path))) return new RunFolder(path);
      if (isWhole) throw alreadyThere(printable(path));
    }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** What a file of a run says. @throws Complaint for one that something else wrote to. */
function parsed<Said>(text: string, path: string, schema: v.GenericSchema<unknown, Said>): Said {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    const name = printable(path);
    throw new Complaint(
      {
        en: `${name} isn't as nn train wrote it. Put a copy of it back, or begin a new run.`,
        fr: `${name} n’est plus ce que nn train y a écrit. Remettez une copie intacte à sa place, ou commencez un nouvel entraînement.`,
      },
      EXIT.badData,
    );
  }
}

function alreadyThere(path: string): Complaint {
  return new Complaint(
    {
      en: `${path} exists. nn train --resume ${path} goes on with it.`,
      fr: `${path} existe déjà${NBSP}: nn train --resume ${path} le reprend.`,
    },
    EXIT.badData,
  );
}

/** Whether a folder got a name; another process may have taken it in between. */
async function isRenamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === "ENOTEMPTY" || code === "EEXIST") return false;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
