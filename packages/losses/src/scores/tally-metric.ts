import type { DatasetMetric, Shape, Tally } from "@nn/core/component";
import { oneForEachRow } from "../probabilities.js";
import { type ClassOptions, ClassTally, checkClassOptions } from "./class-tally.js";

/** A figure that follows from how many examples of each class were taken for each. With an answer or a target of NaN, it is NaN. */
export class TallyMetric<Options extends ClassOptions = ClassOptions> implements DatasetMetric {
  readonly name: string;
  /** With weights, examples count as much as those say. */
  readonly takesWeights = true;
  /** The shape of a target, where it isn't that of an output. */
  readonly targetShape?: (output: Shape) => Shape;
  readonly #options: Options;
  readonly #figureOf: (tally: ClassTally) => number;
  readonly #check: ((tally: ClassTally) => void) | undefined;

  /** @param check - Throws for a network whose classes the figure has no meaning for. */
  constructor(
    name: string,
    options: Options,
    figureOf: (tally: ClassTally) => number,
    check?: (tally: ClassTally) => void,
  ) {
    this.name = name;
    this.#options = { ...options };
    this.#figureOf = figureOf;
    this.#check = check;
    if (options.classNumbers) this.targetShape = oneForEachRow;
  }

  settings(): Options {
    return { ...this.#options };
  }

  begin(_examples: number, output: Shape): Tally {
    const { classNumbers, threshold } = this.#options;
    const tally = new ClassTally(
      this.name,
      { ...(classNumbers !== undefined && { classNumbers }), ...(threshold !== undefined && { threshold }) },
      output,
    );
    this.#check?.(tally);
    return {
      add: (frame) => tally.add(frame),
      result: () => (tally.hasNaN ? Number.NaN : this.#figureOf(tally)),
    };
  }
}

/** The options of a figure that has no others, once they are checked. */
export function checkedOptions(where: string, options: ClassOptions): ClassOptions {
  checkClassOptions(where, options);
  return options;
}
