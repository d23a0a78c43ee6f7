import type { FloatArray, Program, ProgramPart } from "@nn/numerics";
import { ForgottenData } from "../data/forgotten-data.js";
import type {
  RecordableTraining,
  RecordedEpochs,
  RecordedSteps,
  ReportNotes,
  WholeEvaluation,
} from "../equipment/recorded.js";
import type { EpochOrder } from "../training/fit/order.js";

/** What is told of an epoch: its number, the loss, and whatever else is measured. */
interface Report {
  readonly epoch: number;
  readonly loss: number;
}

/**
 * Epochs of a tiny network with their reports: many with one call, as a report would cost more than its epoch. It keeps
 * the parameters and what the optimizer remembers from before them, to return to if one has to be looked at.
 */
export class EpochRecording implements RecordedEpochs {
  #training: RecordableTraining;
  readonly #steps: RecordedSteps;
  readonly #evaluations: readonly WholeEvaluation[];
  /** How many steps an epoch takes. */
  readonly #stepCount: number;
  /** The figures of each example, one evaluation behind the other. */
  #results: readonly FloatArray[] = [];
  /** The programs that are run in turns, and what was made of them. */
  #parts: readonly ProgramPart[] = [];
  #program: Program | undefined;
  #before: readonly FloatArray[] = [];

  constructor(training: RecordableTraining, steps: RecordedSteps, evaluations: readonly WholeEvaluation[]) {
    this.#training = training;
    this.#steps = steps;
    this.#evaluations = evaluations;
    this.#stepCount = Math.ceil(training.data.size / training.batch);
  }

  rest(): void {
    this.#training = { ...this.#training, data: new ForgottenData(this.#training.data.size) };
  }

  /** Goes over to other data of the same size; `false` where what it was made for differs in more. */
  renew(data: RecordableTraining["data"], batch: number, evaluations: readonly WholeEvaluation[]): boolean {
    const { size } = this.#training.data;
    if (data.size !== size || batch !== this.#training.batch) return false;
    if (evaluations.length !== this.#evaluations.length) return false;
    if (evaluations.some(({ recorded }, i) => recorded !== this.#evaluations[i]!.recorded)) return false;
    this.#training = { ...this.#training, data };
    return true;
  }

  run(...[options, done, order, pacer, reports, notes, course]: Parameters<RecordedEpochs["run"]>): number {
    const count = this.#countAhead(options, done, order, pacer.allowance, notes);
    if (count < 2 || !this.#prepare()) return 0;
    const epochs = Math.min(count, this.#program!.capacity);
    order.next(epochs);
    const before = reports.length;
    if (this.#make(order.rows, epochs, done, reports, course)) {
      notes?.skip(epochs);
      return epochs;
    }
    reports.length = before;
    const { size } = this.#training.data;
    for (let epoch = 0; epoch < epochs; epoch++) order.kept.push(order.rows.slice(epoch * size, (epoch + 1) * size));
    return 0;
  }

  /** How many epochs can be made so: as long as nothing looks at their reports, and no turn is due. The last one is looked at. */
  #countAhead(
    { epochs, signal }: Parameters<RecordedEpochs["run"]>[0],
    done: number,
    order: Pick<EpochOrder, "kept" | "capacity">,
    steps: number,
    notes: ReportNotes | undefined,
  ): number {
    if (order.kept.length > 0) return 0;
    if (signal !== undefined && (signal.aborted || this.#steps.mayBeAborted(signal))) return 0;
    const quiet = notes?.quietReports ?? epochs;
    return Math.min(epochs - 1 - done, order.capacity, quiet, Math.floor(steps / this.#stepCount));
  }

  /** Makes them; `false` where one has to be looked at, and nothing has moved. */
  #make(
    rows: Uint32Array,
    epochs: number,
    done: number,
    reports: Report[],
    course: { isOrdinary(loss: number): boolean } | undefined,
  ): boolean {
    const program = this.#program!;
    const { update } = this.#training;
    const steps = this.#stepCount;
    const scalars = steps * this.#steps.scalarCount;
    const width = scalars + this.#results.reduce((sum, { length }) => sum + length, 0);
    this.#keep();
    this.#writeRows(program, rows, epochs);
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.#steps.writeScalars(program.numbers, epoch * width, steps, update.count + epoch * steps + 1);
    }
    const { numbers } = program;
    let isRight = program.run(epochs) === epochs;
    for (let epoch = 0; isRight && epoch < epochs; epoch++) {
      const report = this.#report(numbers, done + epoch, epoch * width + scalars);
      isRight = Number.isFinite(report.loss) && (course?.isOrdinary(report.loss) ?? true);
      reports.push(report);
    }
    if (isRight) update.count += epochs * steps;
    else this.#undo();
    return isRight;
  }

  /** @param place - Where the figures of the examples begin in the row. */
  #report(numbers: Program["numbers"], epoch: number, place: number): Report {
    const evaluations = this.#evaluations;
    const { size, names } = evaluations[0]!;
    // Made with its loss, and not given it: a property that comes later lies in a list of its own.
    const report = { epoch, loss: meanOf(numbers, place, size) };
    const more = report as Record<string, unknown>;
    for (let f = 1; f < names.length; f++) more[names[f]!] = meanOf(numbers, place + f * size, size);
    if (evaluations.length > 1) more.validation = figuresOf(numbers, place + names.length * size, evaluations[1]!);
    return report;
  }

  #keep(): void {
    const { value, state, slots } = this.#training.update;
    const arrays = [value, state, ...slots];
    if (this.#before.length === 0) this.#before = arrays.map((array) => array.slice());
    else for (let i = 0; i < arrays.length; i++) this.#before[i]!.set(arrays[i]!);
  }

  #undo(): void {
    const { value, state, slots } = this.#training.update;
    for (const [i, array] of [value, state, ...slots].entries()) array.set(this.#before[i]!);
  }

  /** Looks for the programs of an epoch, and makes one of them. Answers whether there is one. */
  #prepare(): boolean {
    const parts = this.#findParts();
    if (parts === undefined) return false;
    if (parts.length !== this.#parts.length || parts.some(({ program }, i) => program !== this.#parts[i]!.program)) {
      const { backend, dtype } = this.#training.network;
      this.#parts = parts;
      this.#results = this.#evaluations.flatMap(({ size, values }) => values().map((array) => array.subarray(0, size)));
      this.#program = backend.inTurns?.(dtype, parts, this.#results);
    }
    return this.#program !== undefined;
  }

  #findParts(): ProgramPart[] | undefined {
    const { data, batch } = this.#training;
    const parts: ProgramPart[] = [];
    const rest = data.size % batch;
    const asked = [
      [this.#steps.wholeProgramFor(data, batch), Math.floor(data.size / batch)],
      ...(rest > 0 ? [[this.#steps.wholeProgramFor(data, rest), 1] as const] : []),
      ...this.#evaluations.map(
        ({ recorded, size }) => [recorded.callsNothing ? recorded.programFor(size) : undefined, 1] as const,
      ),
    ] as const;
    for (const [program, runs] of asked) {
      if (program === undefined) return undefined;
      parts.push({ program, runs });
    }
    return parts;
  }

  #writeRows({ rows }: Program, order: Uint32Array, epochs: number): void {
    const { size } = this.#training.data;
    const evaluations = this.#evaluations;
    let at = 0;
    for (let from = 0; from < epochs * size; from += size) {
      for (let i = 0; i < size; i++) rows[at++] = order[from + i]!;
      for (let e = 0; e < evaluations.length; e++) {
        const { size: examples } = evaluations[e]!;
        for (let i = 0; i < examples; i++) rows[at++] = i;
      }
    }
  }
}

/** The figures of an evaluation. @param place - Where those of the examples begin. */
function figuresOf(numbers: Program["numbers"], place: number, { names, size }: WholeEvaluation): object {
  return Object.fromEntries(names.map((name, f) => [name, meanOf(numbers, place + f * size, size)]));
}

function meanOf(numbers: Program["numbers"], place: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += numbers[place + i]!;
  return sum / size;
}
