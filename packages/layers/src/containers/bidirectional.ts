import {
  checkOptions,
  type GivenBy,
  type Layer,
  lackOf,
  OptionError,
  type Shape,
  show,
  type TakenOf,
  type Titles,
} from "@nn/core/component";
import { Reverse } from "../recurrent/passes/reverse.js";
import type { Joined } from "./branch-shapes.js";
import { concatenation } from "./concatenation.js";
import { type Merge, SUM } from "./merge.js";
import { Merged } from "./merged.js";

/** A layer that goes through sequences. */
export interface SequenceLayer extends Layer {
  /** Whether each time step gives an output. */
  readonly returnSequences: boolean;
}

/** What a file and a program call a merge. */
const MERGES: Readonly<Record<"concatenate" | "sum", { made(): Merge; readonly shown: string }>> = {
  concatenate: { made: concatenation, shown: "" },
  sum: { made: () => SUM, shown: ", sum" },
};

/** What may differ between `Bidirectional` layers. */
export interface BidirectionalOptions<How extends "concatenate" | "sum" = "concatenate" | "sum"> {
  /** What is done with the outputs of both directions: `"concatenate"` unless given. */
  readonly merge?: How;
}

/** What both directions give together, of what one gives. */
type BothWays<One extends Shape, How> = How extends "sum" ? One : Joined<One, readonly [One]>;

/** What an equal one is made from. */
interface BidirectionalSettings extends BidirectionalOptions {
  /** What goes through sequences. */
  readonly layer: SequenceLayer;
}

/**
 * A recurrent layer that goes through a sequence twice: one copy of it from the first time step to the last, and another one, with
 * parameters of its own, from the last to the first. So what it gives at a time step depends on what comes later as well.
 *
 *     y = [f(x), g(x from its end)]     or, with `{ merge: "sum" }`, f(x) + g(x from its end)
 *     dx = f′(x)ᵀ·dy_f + g′(x)ᵀ·dy_g
 *
 * Each direction's output is that of its last time step, or with `returnSequences` those of all, where both stand at the time step
 * that they belong to. Parameters are called `"0.branch0.0.weight"` forward, and `"0.branch1.1.weight"` from the end.
 *
 * Source: M. Schuster and K. K. Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Transactions on Signal Processing 45 (1997).
 *
 * @throws OptionError for what is no recurrent layer, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new Bidirectional(new GRU(2, 3)), new Dense(6, 1)], { inputShape: [5, 2] });
 * network.stack.places[0].outputShape; // => [6]
 */
export class Bidirectional<
  const Through extends SequenceLayer = SequenceLayer,
  const How extends "concatenate" | "sum" = "concatenate",
> extends Merged<TakenOf<Through>, BothWays<GivenBy<readonly [Through], TakenOf<Through>>, How>> {
  /** What goes through sequences. */
  readonly layer: SequenceLayer;
  /** What is done with the outputs of both directions. */
  readonly merge: "concatenate" | "sum";

  constructor(layer: Through, options: BidirectionalOptions<How> = {}) {
    const lack = lackOf(layer, ["outputShape", "forward", "backward"]);
    if (lack !== undefined || typeof layer.returnSequences !== "boolean") {
      const got = lack ?? `${layer.name}, which goes through no sequences.`;
      throw new OptionError(`Bidirectional takes a recurrent layer, new Bidirectional(new GRU(2, 3)), but got ${got}`);
    }
    checkOptions("Bidirectional", options, ["merge"], "layer");
    const { merge = "concatenate" } = options;
    if (typeof merge !== "string" || !Object.hasOwn(MERGES, merge)) {
      throw new OptionError(`Bidirectional: merge must be "concatenate" or "sum", but is ${show(merge)}.`);
    }
    const { made, shown } = MERGES[merge];
    const back = layer.returnSequences ? [new Reverse()] : [];
    const stacks = [[layer], [new Reverse(), layer, ...back]];
    super("Bidirectional", made(), stacks, `Bidirectional(${layer.name}${shown})`);
    this.layer = layer;
    this.merge = merge;
  }

  get kind(): string {
    return "Bidirectional";
  }

  get titles(): Titles {
    return { en: "the bidirectional layer", fr: "la couche bidirectionnelle" };
  }

  override settings(): BidirectionalSettings {
    return { layer: this.layer, merge: this.merge };
  }

  /** What its settings describe. */
  static from({ layer, ...options }: BidirectionalSettings): Bidirectional<SequenceLayer, "concatenate" | "sum"> {
    return new Bidirectional(layer, options);
  }
}
