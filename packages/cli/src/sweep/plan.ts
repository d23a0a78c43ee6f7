import {
  type Distribution,
  gridPlan,
  halvingPlan,
  integer,
  logUniform,
  randomPlan,
  type SearchPlan,
  type Space,
  uniform,
} from "@nn/experiments";
import type { SpaceOfSetting, SweepConfiguration } from "../configuration/sweep-types.js";
import { Complaint } from "../program/errors/complaint.js";
import { NBSP } from "../program/printing/typography.js";

/** The settings of a trial, by their places in the configuration. */
export type Settings = Readonly<Record<string, unknown>>;

type Method = SweepConfiguration["method"];

const DISTRIBUTIONS: Readonly<Record<string, (from: number, to: number) => Distribution<number>>> = {
  uniform,
  logUniform,
  integer,
};

/** What only some methods take. */
const TAKEN: Readonly<Record<Method, readonly (keyof SweepConfiguration)[]>> = {
  grid: [],
  random: ["trials", "seed"],
  halving: ["trials", "seed", "leastEpochs", "factor"],
};
/** What they can't do without. */
const NEEDED: Readonly<Record<Method, readonly (keyof SweepConfiguration)[]>> = {
  grid: [],
  random: ["trials"],
  halving: ["trials", "leastEpochs"],
};

/**
 * The search that a configuration describes.
 *
 * @param epochs - Those of the training, which are what the last trials of a halving train for.
 * @throws Complaint for settings that its method doesn't take or can't do without; OptionError as the searches do.
 */
export function planOf(sweep: SweepConfiguration, epochs: number): SearchPlan<Settings> {
  checkMethod(sweep);
  const { method, space, seed = 0, trials = 1, better = "less", leastEpochs = 1, factor = 3 } = sweep;
  const values = Object.fromEntries(Object.entries(space).map(([place, from]) => [place, valuesOf(from)]));
  if (method === "grid") return gridPlan(listed(values), { better });
  if (method === "random") return randomPlan(values, { trials, seed, better });
  if ("training.epochs" in space) {
    throw new Complaint({
      en: 'A halving decides itself how many epochs there are: leave "training.epochs" out of the space.',
      fr: `Une recherche par moitiés décide elle-même du nombre d’époques${NBSP}: ôtez «${NBSP}training.epochs${NBSP}» de sweep.space.`,
    });
  }
  return halvingPlan(values, { trials, seed, better, factor, leastBudget: leastEpochs, mostBudget: epochs });
}

function checkMethod(sweep: SweepConfiguration): void {
  const { method } = sweep;
  const some = ["trials", "seed", "leastEpochs", "factor"] as const;
  const excess = some.find((name) => sweep[name] !== undefined && !TAKEN[method].includes(name));
  if (excess !== undefined) {
    throw new Complaint({
      en: `sweep.${excess} has no meaning for the method "${method}": leave it out.`,
      fr: `sweep.${excess} n’a pas de sens pour la méthode «${NBSP}${method}${NBSP}»${NBSP}: ôtez-le.`,
    });
  }
  const missing = NEEDED[method].find((name) => sweep[name] === undefined);
  if (missing === undefined) return;
  throw new Complaint({
    en: `The method "${method}" needs sweep.${missing}, a whole number.`,
    fr: `La méthode «${NBSP}${method}${NBSP}» a besoin de sweep.${missing}, un nombre entier.`,
  });
}

function valuesOf(from: SpaceOfSetting): readonly unknown[] | Distribution<unknown> {
  if (Array.isArray(from)) return from;
  const [name, [least, most]] = Object.entries(from)[0] as [string, [number, number]];
  return DISTRIBUTIONS[name]!(least, most);
}

function listed(space: Space<Settings>): Readonly<Record<string, readonly unknown[]>> {
  const drawn = Object.keys(space).find((place) => !Array.isArray(space[place]));
  if (drawn === undefined) return space as Readonly<Record<string, readonly unknown[]>>;
  throw new Complaint({
    en: `A grid tries listed values, but sweep.space has a distribution for ${JSON.stringify(drawn)}: list its values, or take the method "random".`,
    fr: `Une grille essaie des valeurs énumérées, mais sweep.space a une distribution pour ${JSON.stringify(drawn)}${NBSP}: énumérez ses valeurs, ou prenez la méthode «${NBSP}random${NBSP}».`,
  });
}
