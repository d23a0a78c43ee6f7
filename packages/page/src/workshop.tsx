import { DataError, DivergenceError, OptionError } from "@nn/core";
import { worksheetSettings } from "@nn/explain";
import { render } from "preact";
import { askBeforeLeaving, leadTo, linkHere } from "./address.js";
import { Comparing } from "./comparing.js";
import { sheetState } from "./engine/files/sheet.js";
import { dataOf, type ReadTable, readTable } from "./engine/files/table.js";
import { isSameLook, type Look, look } from "./engine/look.js";
import { isSameTraining, Tape } from "./engine/tape.js";
import type { Texts } from "./languages/en.js";
import { Last } from "./last.js";
import { printSheet } from "./print.js";
import { faultIn, networkOf, unlessRefused } from "./refused.js";
import { Run } from "./run.js";
import { sceneOf } from "./scene/scene.js";
import { wordsOf } from "./scene/words.js";
import { kept, wear } from "./settings.js";
import type { Action } from "./state/actions.js";
import { atStep } from "./state/epochs.js";
import { fromLink, inLanguage, languageOf, toLink } from "./state/link.js";
import { takenBack } from "./state/past.js";
import { reduce } from "./state/reduce.js";
import { sectionState } from "./state/sections.js";
import type { State } from "./state/state.js";
import { FILE_NAMES, isCopied, save, takenAs } from "./taken.js";
import { Trail } from "./trail.js";
import { App } from "./view/app.js";
import type { ExportChoice } from "./view/props.js";

/** The page, with what isn't in its state. */
export class Workshop {
  #state: State;
  #tape: Tape;
  #seen: Look;
  readonly #trail = new Trail();
  readonly #run: Run;
  readonly #comparing = new Comparing(() => this.#show(this.#said));
  /** A link is of the address, be it made or read. */
  readonly #last = { address: new Last(), copied: new Last(), file: new Last() };
  /** What is said in the place of what was done. */
  #said: string | null = null;
  /** What is opened before that was never seen, and isn't gone back to. */
  #isShown = false;

  constructor() {
    const first = sectionState("0.1", navigator.language.startsWith("fr") ? "fr" : "en");
    this.#state = { ...first, look: { ...first.look, ...kept() } };
    this.#tape = new Tape(this.#state);
    this.#seen = look(this.#tape, this.#state);
    this.#run = new Run((go) => this.#attempt(() => this.#look(this.#tape, atStep(this.#state, go()))));
  }

  /** Opens what the address leads to, or else the file, now and whenever the address changes. */
  async open(): Promise<void> {
    addEventListener("hashchange", () => this.#follow());
    await this.#follow();
  }

  /** What follows from an action, or why nothing does. */
  readonly #send = (action: Action, told?: string): void => {
    const seen = this.#state;
    const reduced = reduce(seen, action);
    // Other rows at the same step don't end a run: they are trained on to where it goes.
    const isOn = reduced.data !== seen.data && reduced.at === seen.at;
    const [before, next] = isOn ? [this.#bound(seen), this.#bound(reduced)] : [seen, reduced];
    const isSame = isSameTraining(before, next);
    this.#attempt(() => {
      const tape = isSame ? this.#tape : new Tape(next);
      // Looking elsewhere doesn't end a run.
      const isGoing = !isSame || next.at.step !== seen.at.step;
      this.#look(tape, isGoing ? atStep(next, this.#run.to(next.at.step, tape, next)) : next);
      const left = isSame ? null : this.#tape;
      this.#tape = tape;
      if (this.#isShown) this.#trail.add(before, this.#state, left);
    }, told);
  };

  /** What a reader does: the address goes along to another section, so that the page is opened anew there. */
  readonly #do = (action: Action): void => {
    const { section } = this.#state.look;
    this.#send(action);
    if (this.#state.look.section === section) return;
    void this.#last.address.take(toLink(this.#state), (link) =>
      leadTo(inLanguage(link, languageOf(location.hash)), true),
    );
  };

  /** Computes what is to be seen of a state, and has it from then on. */
  #look(tape: Tape, next: State): void {
    if (tape !== this.#tape || !isSameLook(next, this.#state)) this.#seen = look(tape, next, this.#trail.plane);
    this.#state = next;
  }

  /** A state at the step to which a run goes. */
  #bound(state: State): State {
    return atStep(state, this.#run.goal ?? state.at.step);
  }

  /** The plane stands still until the point that is dragged in it is let go. */
  #hold(): void {
    this.#trail.hold({ state: this.#bound(this.#state), tape: this.#tape, surface: this.#seen.surface });
    const release = (event: PointerEvent): void => {
      if (!event.isPrimary) return;
      removeEventListener("lostpointercapture", release);
      this.#trail.release(this.#state, this.#tape);
      this.#attempt(() => {
        this.#seen = look(this.#tape, this.#state);
      });
    };
    addEventListener("lostpointercapture", release);
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
    const { past } = this.#trail;
    const before = past.at(-1)!;
    this.#do({ kind: "open", state: takenBack(before, this.#state) });
    // What can't be gone back to stays, and why is said.
    if ((["data", "model", "edits"] as const).some((key) => this.#state[key] !== before[key])) return;
    this.#trail.past = past.slice(0, -1);
    this.#showRun();
  }

  async #share(): Promise<void> {
    await this.#last.address.take(toLink(this.#state), async (link) => {
      // Without a language: who opens it has their own.
      leadTo(link);
      this.#show((await isCopied(location.href)) ? this.#texts.shared : this.#texts.notShared);
    });
  }

  #take(kind: ExportChoice, way: "copy" | "save"): void {
    const taken = takenAs(kind, this.#tape, this.#state, this.#seen);
    const use = async (found: string | Blob | null): Promise<void> => {
      const texts = this.#texts;
      if (found === null) this.#show(texts.notDrawn);
      else if (way === "copy") this.#show((await isCopied(found)) ? texts.copied : texts.notCopied);
      else this.#show(texts.saved(save(found, FILE_NAMES[kind])));
    };
    void (way === "save" ? taken.then(use) : this.#last.copied.take(taken, use));
  }

  #openNetwork(text: string): void {
    const opened = networkOf(text, this.#state, this.#texts);
    if (typeof opened === "string") this.#show(opened);
    else this.#send(opened);
  }

  /** What is said of a table is said in the page's one place that is read aloud as well. */
  #readTable(text: string | Uint8Array, source: string): ReadTable | string {
    const read = unlessRefused(() => readTable(text, source), this.#texts);
    this.#show(typeof read === "string" ? read : this.#texts.views.table.roles(read.table.size));
    return read;
  }

  #takeTable(read: ReadTable): string | null {
    const data = unlessRefused(() => dataOf(read), this.#texts);
    if (typeof data !== "string") this.#send({ kind: "data", change: data });
    else this.#show(data);
    return typeof data === "string" ? data : null;
  }

  #showRun(): void {
    const { goal } = this.#run;
    this.#show(goal === null ? null : this.#texts.running(goal));
  }

  #show(refused: string | null): void {
    const { look } = this.#state;
    const texts = this.#texts;
    this.#said = refused;
    this.#isShown = true;
    document.title = texts.title;
    wear(look);
    askBeforeLeaving(this.#state.sheet !== null && Object.values(this.#state.answers).some(Boolean));
    render(
      <App
        scene={sceneOf(
          this.#seen,
          this.#state,
          [this.#tape.losses, ...this.#trail.earlier],
          this.#comparing.runsOf(this.#state),
        )}
        state={this.#state}
        texts={texts}
        send={this.#do}
        forget={() => {
          this.#trail.earlier = [];
          this.#show(null);
        }}
        hold={() => this.#hold()}
        newSeed={() =>
          this.#send({ kind: "model", change: { seed: String(crypto.getRandomValues(new Uint16Array(1))) } })
        }
        readTable={(text, source) => this.#readTable(text, source)}
        takeTable={(read) => this.#takeTable(read)}
        tools={{
          isRunning: this.#run.goal !== null,
          pause: () => {
            this.#run.end();
            this.#show(null);
          },
          why: () => {
            this.#send({ kind: "why" });
            this.#show(this.#texts.lookingBack(this.#state.at.step + 1));
          },
          canUndo: this.#trail.past.length > 0,
          undo: () => this.#undo(),
          share: () => this.#share(),
          take: (kind, way) => this.#take(kind, way),
          print: (what) => printSheet(this.#state, what, texts),
          openNetwork: (file) => this.#last.file.take(file.text(), (text) => this.#openNetwork(text)),
        }}
        faultOf={(kind, text) => faultIn(kind, text, texts)}
        refused={refused}
      />,
      document.body,
    );
  }

  async #follow(): Promise<void> {
    const link = linkHere();
    const { language } = this.#state.look;
    const coming = sheetState(link, language) ?? fromLink(link, language);
    await this.#last.address.take(Promise.resolve(coming), (linked) => {
      const asked = languageOf(link);
      if (asked) this.#state = reduce(this.#state, { kind: "look", change: { language: asked } });
      const { unreadableLink, unshownSheet } = this.#texts;
      if (linked) return this.#send({ kind: "open", state: linked }, unreadableLink);
      this.#show(worksheetSettings(link) ? unshownSheet : unreadableLink);
    });
  }
}
