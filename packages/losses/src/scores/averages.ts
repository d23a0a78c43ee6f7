import { OptionError, show } from "@nn/core/component";
import { type ClassOptions, type ClassTally, checkClassOptions } from "./class-tally.js";
import { TallyMetric } from "./tally-metric.js";

/** How the scores of classes become one. */
const AVERAGES = ["binary", "macro", "micro"] as const;

/** The settings of a score that each class has. */
export interface AverageOptions extends ClassOptions {
  /**
   * `"binary"`: the score of class 1, where there are two classes; this unless given. `"macro"`: the mean of the classes'
   * scores, of those that a target or an answer names. `"micro"`: the score of all classes' answers taken together.
   */
  readonly average?: (typeof AVERAGES)[number];
}

/** How many examples of a class were taken for it or weren't, and how many of other classes were or weren't. */
export interface ClassCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

/** A score of each class, averaged. */
export class AveragedScore<Options extends AverageOptions> extends TallyMetric<Options> {
  /**
   * @param settings - What the name has in brackets, before the average.
   * @throws OptionError for options that don't exist, or have a value that they can't have.
   */
  constructor(
    where: string,
    options: Options,
    score: (counts: ClassCounts) => number,
    others: readonly string[] = [],
    settings = "",
  ) {
    checkClassOptions(where, options, ["average", ...others]);
    const { average = "binary" } = options;
    if (!AVERAGES.includes(average)) {
      throw new OptionError(`${where}: average must be "binary", "macro" or "micro", but is ${show(average)}.`);
    }
    const name = `${where}(${settings}${average})`;
    super(
      name,
      { ...options, average },
      (tally) => averaged(tally, average, score),
      ({ classes }) => {
        if (average !== "binary" || classes === 2) return;
        throw new OptionError(
          `${name}: the average "binary" is for two classes, but the network has ${classes}. Choose "macro" or "micro".`,
        );
      },
    );
  }
}

function averaged(
  tally: ClassTally,
  average: AverageOptions["average"],
  score: (counts: ClassCounts) => number,
): number {
  const counts = Array.from({ length: tally.classes }, (_, index) => countsOf(tally, index));
  if (average === "binary") return score(counts[1]);
  if (average === "micro") return score(counts.reduce(together));
  const named = counts.filter(
    ({ truePositives, falseNegatives, falsePositives }) => truePositives + falseNegatives + falsePositives > 0,
  );
  return named.reduce((sum, each) => sum + score(each), 0) / named.length;
}

function together(one: ClassCounts, other: ClassCounts): ClassCounts {
  return {
    truePositives: one.truePositives + other.truePositives,
    falseNegatives: one.falseNegatives + other.falseNegatives,
    falsePositives: one.falsePositives + other.falsePositives,
    trueNegatives: one.trueNegatives + other.trueNegatives,
  };
}

/** Those of one class. */
export function countsOf(tally: ClassTally, index: number): ClassCounts {
  let [falseNegatives, falsePositives, trueNegatives] = [0, 0, 0];
  for (let other = 0; other < tally.classes; other++) {
    if (other === index) continue;
    falseNegatives += tally.of(index, other);
    falsePositives += tally.of(other, index);
    for (let answer = 0; answer < tally.classes; answer++)
      if (answer !== index) trueNegatives += tally.of(other, answer);
  }
  return { truePositives: tally.of(index, index), falseNegatives, falsePositives, trueNegatives };
}

/** A share; 0 of nothing. */
export function shareOf(part: number, rest: number): number {
  return part === 0 ? 0 : part / (part + rest);
}
