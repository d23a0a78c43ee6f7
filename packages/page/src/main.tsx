import { DataError, DivergenceError, OptionError } from "@nn/core";
import { render } from "preact";
import { experimentOf } from "./engine/experiment.js";
import { exported } from "./engine/exports.js";
import { faultOf } from "./engine/formulas.js";
import { look } from "./engine/look.js";
import { networkIn } from "./engine/network-file.js";
import { sheetState } from "./engine/sheet.js";
import { dataOf, type ReadTable, Refusal, readTable } from "./engine/table.js";
import { Tape } from "./engine/tape.js";
import { sceneOf } from "./scene/scene.js";
import { wordsOf } from "./scene/words.js";
import { keep, kept } from "./settings.js";
import type { Action } from "./state/actions.js";
import { fromLink, toLink } from "./state/link.js";
import { withPast } from "./state/past.js";
import { reduce } from "./state/reduce.js";
import { sectionState } from "./state/sections.js";
import type { State } from "./state/state.js";
import { dotsOf, FILE_NAMES, isCopied, pictureOf, save } from "./taken.js";
import { App } from "./view/app.js";
import type { ExportChoice } from "./view/props.js";

const first = sectionState("0.4", navigator.language.startsWith("fr") ? "fr" : "en");
let state: State = { ...first, look: { ...first.look, ...kept() } };
let tape = new Tape(state);
let seen = look(tape, state);
/** The losses of trainings before this one, to be compared with; no state has them. */
let earlier: readonly (readonly number[])[] = [];
/** What can be taken back to. */
let past: readonly State[] = [];

/** So many curves can be told apart. */
const MOST_EARLIER = 3;

/** The step that a run goes to, which takes longer than a moment. */
let goal: number | null = null;
/** When it goes on. */
let timer: ReturnType<typeof setTimeout> | undefined;
/** So long it may go on before the page is shown again, in milliseconds. */
const MOMENT = 50;

/** What follows from an action, or why nothing does. */
function send(action: Action, told?: string): void {
  const next = reduce(state, action);
  const isSame = next.data === state.data && next.model === state.model && next.edits === state.edits;
  // Looking elsewhere doesn't end a run.
  const to = isSame && next.at.step === state.at.step ? goal : next.at.step;
  attempt(() => {
    const other = isSame ? tape : new Tape(next);
    const before = state;
    goOn(other, next, to);
    if (!isSame && tape.losses.length > 1) earlier = [...earlier, [...tape.losses]].slice(-MOST_EARLIER);
    tape = other;
    past = withPast(past, before, state);
  }, told);
}

/** Goes on with a run for a moment, and then after the page was shown. */
function goOn(other: Tape, next: State, to: number | null): void {
  const end = performance.now() + MOMENT;
  const step = to === null ? next.at.step : other.advance(to, () => performance.now() > end);
  // A training that diverges has no steps behind that.
  const shown = step === next.at.step ? next : { ...next, at: { ...next.at, step } };
  if (other !== tape || askedOf(shown) !== askedOf(state)) seen = look(other, shown);
  state = shown;
  goal = to === null || step >= to || other.stopped ? null : to;
  clearTimeout(timer);
  if (goal !== null) timer = setTimeout(() => goal !== null && attempt(() => goOn(tape, state, goal)));
}

/** @param told - What is said of what can't be done; its own sentence unless given. */
function attempt(work: () => void, told?: string): void {
  try {
    work();
    show(goal === null ? null : wordsOf(state.look).texts.running(goal));
  } catch (error) {
    goal = null;
    if (error instanceof DivergenceError) show(wordsOf(state.look).texts.refused);
    else if (error instanceof OptionError || error instanceof DataError) show(told ?? error.message);
    else throw error;
  }
}

function pause(): void {
  goal = null;
  show(null);
}

/** What is computed follows from these, and from the training. */
function askedOf({ at, selected, look }: State): string {
  const { parameter, example, tried } = selected;
  return [at.step, parameter, example, tried, look.rounding, look.chart, look.plane].join();
}

function forget(): void {
  earlier = [];
  show(null);
}

function newSeed(): void {
  send({ kind: "model", change: { seed: String(crypto.getRandomValues(new Uint16Array(1))[0]) } });
}

function undo(): void {
  const kept = past.slice(0, -1);
  const { data, model, edits, at } = past.at(-1)!;
  send({ kind: "open", state: { ...state, data, model, edits, at } });
  // What can't be gone back to stays, and why is said.
  if (state.data !== data || state.model !== model || state.edits !== edits) return;
  past = kept;
  show(goal === null ? null : wordsOf(state.look).texts.running(goal));
}

async function share(): Promise<void> {
  history.replaceState(null, "", `#${await toLink(state)}`);
  const { texts } = wordsOf(state.look);
  show((await isCopied(location.href)) ? texts.shared : texts.notShared);
}

async function take(kind: ExportChoice, way: "copy" | "save"): Promise<void> {
  const svg = document.querySelector<SVGSVGElement>("[data-testid=region-v4] svg")!;
  const taken =
    kind === "svg" ? pictureOf(svg) : kind === "png" ? await dotsOf(svg) : exported(kind, tape, state, seen);
  const { texts } = wordsOf(state.look);
  if (taken === null) show(texts.notDrawn);
  else if (way === "save") save(taken, FILE_NAMES[kind]);
  else show((await isCopied(taken)) ? texts.copied : texts.notCopied);
}

function openNetwork(text: string): void {
  const found = networkIn(text, state.model);
  const { texts } = wordsOf(state.look);
  const { length } = state.data.rows[0]!.features;
  if (found === null) show(texts.unreadableNetwork);
  else if (found.model.sizes[0] !== length) show(texts.otherInputs(found.model.sizes[0]!, length));
  else send({ kind: "network", ...found });
}

/** @returns What a refusal says, in the reader's language. */
function unlessRefused<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return wordsOf(state.look).texts.views.table.problem(error.problem);
    throw error;
  }
}

function takeTable(read: ReadTable): string | null {
  const data = unlessRefused(() => dataOf(read));
  if (typeof data === "string") return data;
  send({ kind: "data", change: data });
  return null;
}

function show(refused: string | null): void {
  const { look } = state;
  const { texts } = wordsOf(look);
  document.documentElement.lang = look.language;
  const { dataset } = document.documentElement;
  dataset.theme = look.theme;
  dataset.size = look.size;
  document.title = texts.title;
  keep(look);
  render(
    <App
      {...{
        scene: sceneOf(seen, state, [tape.losses, ...earlier], experimentOf(state, () => show(refused))?.runs),
        state,
        texts,
        send,
        forget,
        newSeed,
        tools: { isRunning: goal !== null, pause, canUndo: past.length > 0, undo, share, take, openNetwork },
        readTable: (text: string | Uint8Array, source: string) => unlessRefused(() => readTable(text, source)),
        takeTable,
        faultOf,
        refused,
      }}
    />,
    document.body,
  );
}

/** Opens what the address leads to. */
async function follow(): Promise<void> {
  if (location.hash === "") return show(null);
  const { language } = state.look;
  const linked = sheetState(location.hash.slice(1), language) ?? (await fromLink(location.hash, language));
  const { unreadableLink } = wordsOf(state.look).texts;
  if (linked === null) show(unreadableLink);
  else send({ kind: "open", state: linked }, unreadableLink);
}

addEventListener("hashchange", follow);
await follow();
