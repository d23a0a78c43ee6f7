import type { Look } from "../engine/look.js";
import type { Texts } from "../languages/en.js";
import { type Setting, type SettingName, settingsOf } from "../state/rules.js";
import type { ModelState, State } from "../state/state.js";
import type { Words } from "./words.js";

/** The network in a sentence, and the numbers of its optimizer. */
export interface ModelScene {
  readonly summary: string;
  readonly settings: readonly {
    readonly name: SettingName;
    readonly text: string;
    readonly setting: Setting;
  }[];
}

function layersOf({ filters, sizes }: ModelState, { views: { images } }: Texts): string {
  return filters === undefined ? sizes.join("-") : images.layers(filters, sizes.slice(1).join("-"));
}

export function modelScene({ parameters }: Look, { model }: State, { texts, exact }: Words): ModelScene {
  const { rule, settings } = model.optimizer;
  return {
    summary: texts.modelSummary(layersOf(model, texts), parameters.length),
    settings: settingsOf(rule).map(([name, setting]) => ({ name, text: exact(settings[name]!), setting })),
  };
}
