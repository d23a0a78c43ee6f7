import type { Titles } from "@nn/core/component";
import type { MatchingStacks, Same, Stacks, TakenByAll } from "./branch-shapes.js";
import { SUM } from "./merge.js";
import { listedStacks, Merged } from "./merged.js";

/**
 * Several stacks of layers on one input, whose outputs are added up. {@link Residual} is this with the input itself.
 *
 *     y = f₁(x) + f₂(x) + …
 *     dx = Σ fᵢ′(x)ᵀ·dy
 *
 * Each stack takes the layer's input, and all must give one shape: a skip past layers that change it is a stack of one `Dense` or of
 * a `Conv2D` of 1 × 1. Parameters are called as in `"2.branch0.0.weight"`.
 *
 * Source: K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition", CVPR (2016), equation 2.
 *
 * @throws OptionError for fewer than two stacks, and for what is no list of layers; ShapeError for an empty list and, once the
 *   shapes are known, for outputs of different shapes.
 *
 * @example
 * const network = new Sequential([new Add([new Activate(relu)], [new Activate(identity)])], { inputShape: [2] });
 * network.predict([3, -2]); // => [6, -2]
 */
export class Add<const Given extends Stacks = Stacks> extends Merged<TakenByAll<Given>, Same<Given>> {
  /** @param stacks - Lists of layers. */
  constructor(...stacks: Given & NoInfer<MatchingStacks<Given, Same<Given>>>) {
    super("Add", SUM, stacks);
  }

  get kind(): string {
    return "Add";
  }

  get titles(): Titles {
    return { en: "the adding layer", fr: "la couche d’addition" };
  }

  /** What its settings describe. */
  static from({ stacks }: { readonly stacks: Stacks }): Add {
    return new Add(...listedStacks("Add", stacks));
  }
}
