/** What the values of a setting are drawn from: a list, or a distribution with its ends. */
export type SpaceOfSetting =
  | readonly unknown[]
  | {
      /** Numbers drawn evenly between two. */
      readonly uniform: readonly [from: number, to: number];
    }
  | {
      /** Numbers whose logarithm is drawn evenly, for what may be of several orders of magnitude. */
      readonly logUniform: readonly [from: number, to: number];
    }
  | {
      /** Whole numbers, both ends among them. */
      readonly integer: readonly [from: number, to: number];
    };

/** Which settings of a configuration are searched for, and how. */
export interface SweepConfiguration {
  /** Every combination of listed values, settings that are drawn, or such of which the best train on. */
  readonly method: "grid" | "random" | "halving";
  /** For each setting, by its place in the configuration, `"training.optimizer.learningRate"`, its values. */
  readonly space: Readonly<Record<string, SpaceOfSetting>>;
  /** How many trials; not for a grid, which has as many as there are combinations. */
  readonly trials?: number;
  /** What decides the settings that are drawn; `0` unless given. */
  readonly seed?: string | number;
  /** The number to judge by: `"validation loss"` unless given, or another figure of the reports. */
  readonly figure?: string;
  /** Whether a smaller figure is better, or a larger one; less unless given. */
  readonly better?: "less" | "more";
  /** How many epochs all trials of a halving train for at first; the last ones train for those of the training. */
  readonly leastEpochs?: number;
  /** How many times as long each round of a halving trains, for one in so many of its trials; 3 unless given. */
  readonly factor?: number;
}
