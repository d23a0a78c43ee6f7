import type { Titles } from "@nn/core/component";
import type { MatchingStacks, Same, Stacks, TakenByAll } from "./branch-shapes.js";
import { PRODUCT } from "./merge.js";
import { listedStacks, Merged } from "./merged.js";

/**
 * Several stacks of layers on one input, whose outputs are multiplied: one that ends in a sigmoid is a gate of the others.
 *
 *     y = f₁(x) ⊙ f₂(x) ⊙ …
 *     dx = Σ fᵢ′(x)ᵀ·(dy ⊙ the outputs of the others)
 *
 * Each stack takes the layer's input, and all must give one shape. Parameters are called as in `"2.branch0.0.weight"`.
 *
 * Source: Y. N. Dauphin, A. Fan, M. Auli and D. Grangier, "Language Modeling with Gated Convolutional Networks", ICML (2017).
 *
 * @throws OptionError for fewer than two stacks, and for what is no list of layers; ShapeError for an empty list and, once the
 *   shapes are known, for outputs of different shapes.
 *
 * @example
 * const network = new Sequential([new Multiply([new Activate(relu)], [new Activate(identity)])], { inputShape: [2] });
 * network.predict([3, -2]); // => [9, 0]
 */
export class Multiply<const Given extends Stacks = Stacks> extends Merged<TakenByAll<Given>, Same<Given>> {
  /** @param stacks - Lists of layers. */
  constructor(...stacks: Given & NoInfer<MatchingStacks<Given, Same<Given>>>) {
    super("Multiply", PRODUCT, stacks);
  }

  get kind(): string {
    return "Multiply";
  }

  get titles(): Titles {
    return { en: "the multiplying layer", fr: "la couche de multiplication" };
  }

  /** What its settings describe. */
  static from({ stacks }: { readonly stacks: Stacks }): Multiply {
    return new Multiply(...listedStacks("Multiply", stacks));
  }
}
