import type { Text } from "../program/language.js";
import { counted, NBSP, plural } from "../program/printing/typography.js";
import { type Task, widthOf } from "../program/task.js";
import type { Job } from "./result.js";
import type { Standing } from "./standing.js";
import type { Sweep } from "./sweep.js";

/** Tells how far a sweep is: a line that is written over on a terminal, and a few lines elsewhere. */
export class Progress {
  readonly #task: Task;
  readonly #sweep: Sweep;
  #round = 0;
  #done = 0;
  #all = 0;
  #first = 0;
  #began = performance.now();
  #isOpen = false;
  #working: readonly string[] = [];

  constructor(task: Task, sweep: Sweep) {
    this.#task = task;
    this.#sweep = sweep;
  }

  /** A round begins, or goes on. */
  begin(round: number, { rounds, missing }: Standing): void {
    this.end();
    this.#round = round;
    this.#all = rounds[round]?.trials.length ?? 0;
    this.#done = this.#all - missing.length;
    this.#first = this.#done;
    this.#began = performance.now();
    if (this.#done > 0) this.#show();
  }

  /** A trial has a result. */
  made({ round }: Job): void {
    if (round !== this.#round) return;
    this.#done++;
    this.#show();
  }

  /** Which trials workers are at; seen on a terminal alone. */
  working(trials: readonly string[]): void {
    this.#working = trials;
    if (this.#task.system.stderr.isTTY === true) this.#show();
  }

  /** Ends the line that is written over. */
  end(): void {
    if (this.#isOpen) this.#task.system.stderr.write("\n");
    this.#isOpen = false;
  }

  #show(): void {
    const { stderr } = this.#task.system;
    const line = this.#task.say(this.#line());
    if (stderr.isTTY === true) {
      stderr.write(`\r${line.slice(0, widthOf(stderr) - 1)}\u001b[K`);
      this.#isOpen = true;
    } else if (this.#done === this.#all || this.#done % Math.ceil(this.#all / 10) === 0) stderr.write(`${line}\n`);
  }

  #line(): Text {
    const [done, all] = [this.#done, this.#all];
    const rounds = this.#sweep.plan.rounds.length;
    const round =
      rounds === 1
        ? { en: "", fr: "" }
        : { en: `round ${this.#round + 1} of ${rounds}, `, fr: `tour ${this.#round + 1} sur ${rounds}, ` };
    const made = done - this.#first;
    const each = (performance.now() - this.#began) / 1000 / Math.max(1, made);
    const left = Math.ceil(each * (all - done));
    const end =
      made === 0 || done === all ? { en: "", fr: "" } : { en: `, ${left} s left`, fr: `, reste ${left}${NBSP}s` };
    const working = this.#working.join(", ");
    const now =
      working === "" ? { en: "", fr: "" } : { en: `, at work: ${working}`, fr: `, en cours${NBSP}: ${working}` };
    return {
      en: `${round.en}${done} of ${counted(all, "trial")}${end.en}${now.en}`,
      fr: `${round.fr}${plural(done, "essai", "essais")} sur ${all}${end.fr}${now.fr}`,
    };
  }
}
