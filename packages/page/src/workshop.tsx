import { DataError, DivergenceError, OptionError } from "@nn/core";
import { worksheetSettings } from "@nn/explain";
import { render } from "preact";
import { leadTo, linkHere } from "./address.js";
import { Comparing } from "./comparing.js";
import { networkIn } from "./engine/files/network-file.js";
import { sheetState } from "./engine/files/sheet.js";
import { dataOf, type ReadTable, Refusal, readTable } from "./engine/files/table.js";
import { faultOf } from "./engine/formulas.js";
import { type Look, look } from "./engine/look.js";
import { Tape } from "./engine/tape.js";
import type { Texts } from "./languages/en.js";
import { printSheet } from "./print.js";
import { Run } from "./run.js";
import { sceneOf } from "./scene/scene.js";
import { wordsOf } from "./scene/words.js";
import { keep, kept } from "./settings.js";
import type { Action } from "./state/actions.js";
import { fromLink, languageOf, toLink } from "./state/link.js";
import { withPast } from "./state/past.js";
import { reduce } from "./state/reduce.js";
import { sectionState } from "./state/sections.js";
import type { State } from "./state/state.js";
import { FILE_NAMES, isCopied, save, takenAs } from "./taken.js";
import { App } from "./view/app.js";
import type { ExportChoice } from "./view/props.js";

/** So many curves can be told apart. */
const MOST_EARLIER = 3;

/** The page, with what isn't in its state. */
export class Workshop {
  #state: State;
  #tape: Tape;
  #seen: Look;
  /** The losses of trainings before this one, to be compared with; no state has them. */
  #earlier: readonly (readonly number[])[] = [];
  /** What can be taken back to. */
  #past: readonly State[] = [];
  readonly #run: Run;
  readonly #comparing = new Comparing(() => this.#show(this.#said));
  /** How many links were asked for. */
  #links = 0;
  /** What is said in the place of what was done. */
  #said: string | null = null;

  constructor() {
    const first = sectionState("0.1", navigator.language.startsWith("fr") ? "fr" : "en");
    this.#state = { ...first, look: { ...first.look, ...kept() } };
    this.#tape = new Tape(this.#state);
    this.#seen = look(this.#tape, this.#state);
    this.#run = new Run((go) => this.#attempt(() => this.#look(this.#tape, at(this.#state, go()))));
  }

  /** Opens what the address leads to, or else the file, now and whenever the address changes. */
  async open(): Promise<void> {
    addEventListener("hashchange", () => this.#follow());
    await this.#follow();
  }

  /** What follows from an action, or why nothing does. */
  readonly #send = (action: Action, told?: string): void => {
    const before = this.#state;
    const next = reduce(before, action);
    const isSame = next.data === before.data && next.model === before.model && next.edits === before.edits;
    this.#attempt(() => {
      const tape = isSame ? this.#tape : new Tape(next);
      // Looking elsewhere doesn't end a run.
      const isGoing = !isSame || next.at.step !== before.at.step;
      this.#look(tape, isGoing ? at(next, this.#run.to(next.at.step, tape, next)) : next);
      if (!isSame && this.#tape.losses.length > 1) {
        this.#earlier = [...this.#earlier, [...this.#tape.losses]].slice(-MOST_EARLIER);
      }
      this.#tape = tape;
      this.#past = withPast(this.#past, before, this.#state);
    }, told);
  };

  /** Computes what is to be seen of a state, and has it from then on. */
  #look(tape: Tape, next: State): void {
    if (tape !== this.#tape || askedOf(next) !== askedOf(this.#state)) this.#seen = look(tape, next);
    this.#state = next;
  }

  /** @param told - What is said of what can't be done, unless the page knows why. */
  #attempt(work: () => void, told?: string): void {
    try {
      work();
      this.#showRun();
    } catch (error) {
      this.#run.end();
      if (error instanceof DivergenceError) this.#show(this.#texts.refused);
      // Formulas are looked at before they are taken; what is left is a loss that isn't about such numbers.
      else if (error instanceof OptionError || error instanceof DataError) this.#show(told ?? this.#texts.misfit);
      else throw error;
    }
  }

  get #texts(): Texts {
    return wordsOf(this.#state.look).texts;
  }

  #undo(): void {
    const past = this.#past.slice(0, -1);
    const { data, model, edits, at } = this.#past.at(-1)!;
    this.#send({ kind: "open", state: { ...this.#state, data, model, edits, at } });
    const state = this.#state;
    // What can't be gone back to stays, and why is said.
    if (state.data !== data || state.model !== model || state.edits !== edits) return;
    this.#past = past;
    this.#showRun();
  }

  async #share(): Promise<void> {
    const asked = ++this.#links;
    const link = await toLink(this.#state);
    // The link of much takes longer than that of little which was asked for later.
    if (asked !== this.#links) return;
    leadTo(link, this.#state.look.language);
    this.#show((await isCopied(location.href)) ? this.#texts.shared : this.#texts.notShared);
  }

  async #take(kind: ExportChoice, way: "copy" | "save"): Promise<void> {
    const taken = await takenAs(kind, this.#tape, this.#state, this.#seen);
    const texts = this.#texts;
    if (taken === null) this.#show(texts.notDrawn);
    else if (way === "save") save(taken, FILE_NAMES[kind]);
    else this.#show((await isCopied(taken)) ? texts.copied : texts.notCopied);
  }

  #openNetwork(text: string): void {
    const found = networkIn(text, this.#state.model);
    const texts = this.#texts;
    const { length } = this.#state.data.rows[0]!.features;
    if (found === null) this.#show(texts.unreadableNetwork);
    else if (found.model.sizes[0] !== length) this.#show(texts.otherInputs(found.model.sizes[0]!, length));
    else this.#send({ kind: "network", ...found });
  }

  /** @returns What a refusal says, in the reader's language. */
  #unlessRefused<T>(work: () => T): T | string {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refusal) return this.#texts.views.table.problem(error.problem);
      throw error;
    }
  }

  /** What was said of a table, in the page's one place that is read aloud as well. */
  #told<T>(outcome: T | string): T | string {
    this.#show(typeof outcome === "string" ? outcome : null);
    return outcome;
  }

  #takeTable(read: ReadTable): string | null {
    const data = this.#told(this.#unlessRefused(() => dataOf(read)));
    if (typeof data === "string") return data;
    this.#send({ kind: "data", change: data });
    return null;
  }

  #showRun(): void {
    const { goal } = this.#run;
    this.#show(goal === null ? null : this.#texts.running(goal));
  }

  #show(refused: string | null): void {
    const { look } = this.#state;
    const texts = this.#texts;
    this.#said = refused;
    const root = document.documentElement;
    // Where it is set, though it be to the same, Chromium reads the style's media anew, and keeps what it read.
    if (root.lang !== look.language) {
      root.lang = look.language;
      // An address that says a language is opened anew in the one that the reader chose.
      if (languageOf(location.hash)) leadTo(location.hash, look.language);
    }
    root.dataset.theme = look.theme;
    root.dataset.size = look.size;
    document.title = texts.title;
    keep(look);
    render(
      <App
        scene={sceneOf(
          this.#seen,
          this.#state,
          [this.#tape.losses, ...this.#earlier],
          this.#comparing.runsOf(this.#state),
        )}
        state={this.#state}
        texts={texts}
        send={this.#send}
        forget={() => {
          this.#earlier = [];
          this.#show(null);
        }}
        newSeed={() => {
          const [seed] = crypto.getRandomValues(new Uint16Array(1));
          this.#send({ kind: "model", change: { seed: String(seed) } });
        }}
        readTable={(text, source) => this.#told(this.#unlessRefused(() => readTable(text, source)))}
        takeTable={(read) => this.#takeTable(read)}
        tools={{
          isRunning: this.#run.goal !== null,
          pause: () => {
            this.#run.end();
            this.#show(null);
          },
          canUndo: this.#past.length > 0,
          undo: () => this.#undo(),
          share: () => this.#share(),
          take: (kind, way) => this.#take(kind, way),
          print: (what) => printSheet(this.#state, what, texts),
          openNetwork: (text) => this.#openNetwork(text),
        }}
        faultOf={(kind, text) => {
          const fault = faultOf(kind, text);
          return fault && texts.views.formulaFault(fault);
        }}
        refused={refused}
      />,
      document.body,
    );
  }

  async #follow(): Promise<void> {
    const link = linkHere();
    if (!link) return this.#show(null);
    const language = languageOf(link) ?? this.#state.look.language;
    if (language !== this.#state.look.language) this.#send({ kind: "look", change: { language } });
    const linked = sheetState(link, language) ?? (await fromLink(link, language));
    // So does reading it: the address may be another by now.
    if (link !== linkHere()) return;
    const { unreadableLink, unshownSheet } = this.#texts;
    if (linked === null) this.#show(worksheetSettings(link) ? unshownSheet : unreadableLink);
    else this.#send({ kind: "open", state: linked }, unreadableLink);
  }
}

/** A training that diverges has no steps behind that. */
function at(state: State, step: number): State {
  return step === state.at.step ? state : { ...state, at: { ...state.at, step } };
}

/** What is computed follows from these, and from the training. */
function askedOf({ at, selected, look }: State): string {
  const { parameter, example, tried } = selected;
  return [at.step, parameter, example, tried, look.rounding, look.chart, look.plane, look.from].join();
}
