import { checkConfiguration } from "../configuration/check.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint } from "../program/errors/complaint.js";
import type { Settings } from "./plan.js";

type Node = Record<string, unknown>;

/**
 * A configuration with the settings of a trial, checked as one that was read.
 *
 * @param epochs - What a halving has it train for, where that isn't what the configuration says.
 * @throws Complaint for a setting without a place in the configuration, and for a value that can't stand there.
 */
export function configurationWith(
  { sweep: _, ...rest }: Configuration,
  settings: Settings,
  epochs?: number,
): Configuration {
  const changed = structuredClone(rest) as unknown as Node;
  for (const [place, value] of Object.entries(settings)) put(changed, place, value);
  if (epochs !== undefined) put(changed, "training.epochs", epochs);
  return checkConfiguration(changed, `sweep.space, ${JSON.stringify(settings)}`, () => undefined);
}

/** What is around the setting must be there; the setting itself may have been left to its default. */
function put(configuration: Node, place: string, value: unknown): void {
  const names = place.split(".");
  const last = names.pop()!;
  let at: unknown = configuration;
  for (const [i, name] of names.entries()) {
    if (typeof at === "object" && at !== null) at = (at as Node)[name];
    if (typeof at === "object" && at !== null) continue;
    const around = names.slice(0, i + 1).join(".");
    throw new Complaint({
      en: `sweep.space names ${place}, but the configuration has no ${around} that holds settings. Write it out as { "kind": … } there.`,
      fr: `sweep.space nomme ${place}, mais la configuration n’a pas de ${around} qui contienne des réglages. Écrivez-y { "kind": … }.`,
    });
  }
  if (Array.isArray(at) && !(last in at)) {
    throw new Complaint({
      en: `sweep.space names ${place}, but ${names.join(".")} has ${at.length} elements, counted from 0.`,
      fr: `sweep.space nomme ${place}, mais ${names.join(".")} a ${at.length} éléments, comptés à partir de 0.`,
    });
  }
  (at as Node)[last] = structuredClone(value);
}
