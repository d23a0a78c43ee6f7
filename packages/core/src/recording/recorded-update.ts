import type { Recorder } from "@nn/numerics";
import { RATE } from "../contracts/learning-rate.js";
import type { Optimizer, UpdateFrame } from "../contracts/optimizer.js";
import { FramePart, innerStep } from "../memory/frames/frame-part.js";
import type { OwnFrame } from "../memory/frames/update-frame.js";
import { isRule, type TracedTraining, TracedUpdate } from "./traced-update.js";
import type { Tracing } from "./tracing.js";
import { watch } from "./watch/kernels-only.js";
import { findProperty, type Watched } from "./watch/watched.js";

type Holder = Readonly<Record<string, unknown>>;

/** One of the optimizers that an update is made of: its numbers are a part of the row. */
interface Node {
  readonly optimizer: Optimizer;
  /** What its numbers are properties of, and their names. */
  readonly holders: readonly Holder[];
  readonly names: readonly string[];
  /** After how many updates of the training it makes one. */
  readonly every: number;
  /** The rule of one that is a rule, and of others what has to stay as it is. */
  readonly rule: unknown;
  readonly watched: Watched | undefined;
}

/** An update that is recorded as it is made: a rule, or one of kernels alone around other rules. */
export class UpdateRecording {
  /** How many numbers a step is given: those of each optimizer, and the number of its step. */
  readonly count: number;
  /** Whether steps differ in more than their numbers. */
  readonly hasPhases: boolean;
  readonly #nodes: readonly Node[];

  private constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
    this.count = nodes.reduce((sum, { names }) => sum + names.length + 1, 0);
    this.hasPhases = nodes.some(({ optimizer }) => optimizer.phase !== undefined);
  }

  /** @returns `undefined` for one that has to be called. */
  static of(optimizer: Optimizer, frame?: OwnFrame): UpdateRecording | undefined {
    const nodes: Node[] = [];
    return collect(nodes, optimizer, frame, 1) ? new UpdateRecording(nodes) : undefined;
  }

  /** What it is recorded by, where it is a rule alone. */
  get rule(): unknown {
    return this.#nodes[0]!.rule;
  }

  /** Whether all numbers are some at this moment, and the optimizers as they were. A function is a user's code. */
  areNumbers(): boolean {
    const nodes = this.#nodes;
    for (let n = 0; n < nodes.length; n++) {
      const { optimizer, holders, names, rule, watched } = nodes[n]!;
      if (watched === undefined ? !isRule(optimizer) || optimizer.rule !== rule : !watched.hold()) return false;
      for (let i = 0; i < names.length; i++) if (typeof holders[i]![names[i]!] !== "number") return false;
    }
    return true;
  }

  /** Which of the kinds of updates a step has: each kind is recorded by itself. */
  phaseOf(step: number): number {
    let phase = 0;
    for (let n = 0; n < this.#nodes.length; n++) {
      const { optimizer, every } = this.#nodes[n]!;
      if (optimizer.phase !== undefined) phase = phase * 64 + optimizer.phase(innerStep(step, every));
    }
    return phase;
  }

  /**
   * Writes rows of them for so many steps, from a place on.
   *
   * @param width - How far a row is from the one before.
   * @param rate - What learning rates are multiplied by.
   */
  write(
    rows: { [index: number]: number },
    at: number,
    steps: number,
    first: number,
    width: number,
    rate: UpdateFrame["rate"],
  ): void {
    let place = at;
    for (let n = 0; n < this.#nodes.length; n++) {
      const { holders, names, every } = this.#nodes[n]!;
      for (let i = 0; i < names.length; i++, place++) {
        const number = holders[i]![names[i]!] as number;
        // A product in any case: of a choice between the two, the engine would put each on the heap.
        const scale = rate !== undefined && names[i] === RATE ? rate.scale : 1;
        for (let step = 0; step < steps; step++) rows[place + step * width] = number * scale;
      }
      for (let step = 0; step < steps; step++) {
        rows[place + step * width] = innerStep(first + step, every);
      }
      place++;
    }
  }

  /**
   * Makes an update on traced arrays, which keeps all slots.
   *
   * @param apart - Whether they have to be kept before anything moves.
   */
  trace(update: TracedTraining, recorder: Recorder, tracing: Tracing, apart: boolean): void {
    const rows = new Map(this.#nodes.map((node) => [node.optimizer, recorder.scalars(node.names.length + 1)]));
    new TracedUpdate(update, tracing.array, rows, apart).record();
  }
}

/** Adds an optimizer and those inside it; `false` where one has to be called. */
function collect(nodes: Node[], optimizer: Optimizer, frame: OwnFrame | undefined, every: number): boolean {
  const known = nodes.find((node) => node.optimizer === optimizer);
  const own = known ?? nodeOf(optimizer, every);
  // One instance has one row, and so one number of its step.
  if (own === undefined || own.every !== every) return false;
  if (known === undefined) nodes.push(own);
  return Object.values(frame?.parts ?? {}).every(
    (part) =>
      part instanceof FramePart &&
      part.frames.every((inner) => collect(nodes, part.optimizer, inner, every * part.every)),
  );
}

function nodeOf(optimizer: Optimizer, every: number): Node | undefined {
  const isOne = isRule(optimizer);
  const watched = isOne || optimizer.parts === undefined ? undefined : watch(optimizer, ["update"]);
  // Scalars are moved by plain code.
  if ((!isOne && watched === undefined) || optimizer.scalars !== undefined) return undefined;
  const paths = (isOne ? optimizer.rule.settings : (optimizer.numbers ?? [])).map((path) => path.split("."));
  const names = paths.map((path) => path.at(-1)!);
  const holders = paths.map((path) =>
    path.slice(0, -1).reduce((holder, name) => Object(holder[name]) as Holder, optimizer as unknown as Holder),
  );
  // A getter may give another number each time, and be anything.
  if (!names.every((name, i) => "value" in (findProperty(holders[i]!, name) ?? {}))) return undefined;
  return { optimizer, holders, names, every, rule: isOne ? optimizer.rule : undefined, watched };
}
