import { createHash } from "node:crypto";
import { printable } from "@nn/core/component";
import type { SearchPlan } from "@nn/experiments";
import { hashesOf } from "../configuration/data.js";
import { readConfiguration } from "../configuration/read.js";
import type { SweepConfiguration } from "../configuration/sweep-types.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint, EXIT } from "../program/errors/complaint.js";
import { NBSP } from "../program/printing/typography.js";
import { judgingFigure } from "./figure.js";
import { planOf, type Settings } from "./plan.js";
import { fileOf, type Job, jobOf, type TrialResult } from "./result.js";
import { configurationWith } from "./settings.js";
import type { Store } from "./store/store.js";

/** A sweep: what a configuration searches for, and where the results are. Each process that takes part has its own. */
export class Sweep {
  readonly configuration: Configuration;
  readonly section: SweepConfiguration;
  /** Where the configuration is. */
  readonly path: string;
  /** What the file of the configuration says. */
  readonly text: string;
  readonly plan: SearchPlan<Settings>;
  readonly store: Store;
  /** A hash of all that its results depend on. */
  readonly id: string;
  readonly #results = new Map<string, TrialResult>();

  private constructor(given: Pick<Sweep, "configuration" | "section" | "path" | "text" | "plan" | "store" | "id">) {
    this.configuration = given.configuration;
    this.section = given.section;
    this.path = given.path;
    this.text = given.text;
    this.plan = given.plan;
    this.store = given.store;
    this.id = given.id;
  }

  /**
   * Reads the sweep that a configuration describes.
   *
   * @param id - The hash, where this is a copy of a sweep whose files are called otherwise.
   * @throws Complaint for a configuration without one, and for settings that have no place in it, and a figure that trainings don't have; DataError for files that can't
   *   be read.
   */
  static async open(path: string, store: Store, id?: string): Promise<Sweep> {
    const { configuration, text } = await readConfiguration(path);
    const { sweep: section } = configuration;
    if (section === undefined) {
      throw new Complaint({
        en: `${printable(path)} has no section "sweep": say there what to search for.`,
        fr: `${printable(path)} n’a pas de section "sweep" : dites-y ce qu’il faut chercher.`,
      });
    }
    const plan = planOf(section, configuration.training.epochs);
    judgingFigure(section, configurationWith(configuration, plan.settings(0)));
    return new Sweep({
      configuration,
      section,
      path,
      text,
      plan,
      store,
      id: id ?? (await hashOf(configuration, path)),
    });
  }

  /** How many epochs the trials of a round train for, where the sweep decides that. */
  epochsOf(round: number): number | undefined {
    return this.plan.rounds[round]?.budget;
  }

  /** The results of a round's trials, as far as they are there. @throws DataError for one of another sweep. */
  async results(round: number, trials: readonly number[]): Promise<readonly TrialResult[]> {
    const there = new Set(await this.store.trials());
    const results: TrialResult[] = [];
    for (const trial of trials) {
      const file = fileOf({ trial, round });
      if (!there.has(file)) continue;
      const result = this.#results.get(file) ?? (await this.result({ trial, round }));
      if (result !== undefined) results.push(result);
    }
    return results;
  }

  /** The result of one trial, if it is there. @throws DataError for one of another sweep. */
  async result(job: Job): Promise<TrialResult | undefined> {
    const file = fileOf(job);
    const content = await this.store.read(file);
    if (content === undefined) return undefined;
    const result = parsed(content, `${this.store.name}: ${file}`);
    if (result.sweep !== this.id) {
      const name = printable(this.store.name);
      throw new Complaint(
        {
          en: `${name}: ${file} is of another sweep, with another configuration or other data. Take another folder.`,
          fr: `${name}${NBSP}: ${file} est d’une autre recherche, avec une autre configuration ou d’autres données. Prenez un autre dossier.`,
        },
        EXIT.badData,
      );
    }
    this.#results.set(file, result);
    return result;
  }

  /** Keeps a result. */
  async keep(result: TrialResult): Promise<void> {
    await this.store.write(fileOf(result), `${JSON.stringify(result)}\n`);
  }

  /** Which trials have results, whatever they are. */
  async made(): Promise<readonly Job[]> {
    return (await this.store.trials()).flatMap((file) => jobOf(file) ?? []);
  }
}

async function hashOf(configuration: Configuration, path: string): Promise<string> {
  const { $schema: _, ...made } = configuration;
  const hash = createHash("sha256").update(JSON.stringify([made, await hashesOf(configuration, path)]));
  return hash.digest("hex").slice(0, 16);
}

function parsed(content: string, where: string): TrialResult {
  try {
    return JSON.parse(content) as TrialResult;
  } catch {
    throw new Complaint(
      {
        en: `${printable(where)} is no result of a trial. Remove it, and the trial is made again.`,
        fr: `${printable(where)} n’est pas le résultat d’un essai. Ôtez-le, et l’essai sera refait.`,
      },
      EXIT.badData,
    );
  }
}
