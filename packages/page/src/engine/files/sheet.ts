import { OptionError } from "@nn/core";
import {
  type Language,
  type LinkedWorksheet,
  type PrintedClass,
  type Worksheet,
  worksheet,
  worksheetSettings,
  worksheetsHtml,
} from "@nn/explain";
import { readModel } from "../../state/read.js";
import { sectionState } from "../../state/sections.js";
import type { LookState, ModelState, Row, State } from "../../state/state.js";
import { activationFor, build } from "../build.js";
import { choicesIn } from "./network-file.js";

/** The network of a worksheet's link, and what the sheet is made from; null where the page has none such. */
function modelOf(settings: LinkedWorksheet): ModelState | null {
  const choices = choicesIn(settings);
  const { sizes = [2, 2, 1] } = settings;
  if (choices === null || !Array.isArray(sizes)) return null;
  // What isn't said is as in the lab.
  const { activation = "sigmoid", ...others } = choices;
  const { model } = sectionState("0.4", "en");
  return readModel({ ...model, ...others, sizes, activations: sizes.slice(1).map(() => activation), start: "zeros" });
}

/** The last one made: each change of the page asks for the same again. */
let last: { readonly link: string; readonly sheet: Worksheet | null } | null = null;

/** The worksheet of a link, made again; null for what is no link of a sheet that the page can show. */
export function sheetOf(link: string): Worksheet | null {
  if (last?.link !== link) last = { link, sheet: made(link) };
  return last.sheet;
}

function made(link: string): Worksheet | null {
  const settings = worksheetSettings(link);
  const model = settings && modelOf(settings);
  if (!settings || !model) return null;
  const row: Row = { name: "", features: Array.from({ length: model.sizes[0]! }, () => 0), target: 0 };
  const { data } = sectionState("0.1", "en");
  const { loss, optimizer } = build({ ...data, rows: [row], prepare: "none" }, model);
  const activation = activationFor(model.activations[0]!);
  try {
    return worksheet({ ...settings, sizes: model.sizes, activation, loss, optimizer });
  } catch (error) {
    if (error instanceof OptionError) return null;
    throw error;
  }
}

/** A link's worksheet on paper, with its key; the sheet leads to the page's address, if one is given. */
export function paperOf(link: string, language: Language, page?: string): PrintedClass {
  return worksheetsHtml([sheetOf(link)!], { language, ...(page !== undefined && { page }) });
}

/** The page with a sheet to be filled in: its network, of which no number is computed yet. */
export function sheetState(link: string, language: LookState["language"]): State | null {
  const settings = worksheetSettings(link);
  const model = settings && modelOf(settings);
  const sheet = sheetOf(link);
  if (!model || !sheet) return null;
  const { given, parameter } = sheet.explanation;
  const values = new Map(given.map(({ symbol, value }) => [symbol, value]));
  const features = Array.from({ length: model.sizes[0]! }, (_, i) => values.get(`x${i + 1}`));
  const target = values.get("t1");
  // A large network's sheet names some of its numbers alone.
  if (target === undefined || !features.every((feature) => feature !== undefined)) return null;
  const begun = sectionState("0.4", language);
  return {
    ...begun,
    data: {
      columns: features.map((_, i) => `x${i + 1}`),
      rows: [{ name: sheet.name ?? String(sheet.seed), features, target }],
      asked: [],
      prepare: "none",
      classes: ["0", "1"],
    },
    model,
    edits: given.flatMap(({ symbol, value }) => (/^[wb]/.test(symbol) ? [{ step: 0, parameter: symbol, value }] : [])),
    at: { ...begun.at, step: 0, phase: 0 },
    selected: { ...begun.selected, parameter: parameter.name },
    look: { ...begun.look, rounding: "hand" },
    sheet: link,
  };
}
