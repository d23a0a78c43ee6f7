import type { Titles } from "@nn/core/component";
import type { MatchingStacks, OfAnyLast, Same, SideBySide, Stacks, TakenByAll } from "./branch-shapes.js";
import { concatenation } from "./concatenation.js";
import { listedStacks, Merged } from "./merged.js";

/**
 * Several stacks of layers on one input, whose outputs lie side by side along the last axis, as in an inception block.
 *
 *     y = [f₁(x), f₂(x), …]
 *     dx = Σ fᵢ′(x)ᵀ·dyᵢ, with dyᵢ the part of dy where fᵢ(x) lies
 *
 * Each stack takes the layer's input; what is to be passed on itself is a stack of `new Activate(identity)`. Parameters are called
 * as in `"2.branch0.0.weight"`.
 *
 * Source: C. Szegedy and others, "Going Deeper with Convolutions", CVPR (2015).
 *
 * @throws OptionError for fewer than two stacks, and for what is no list of layers; ShapeError for an empty list and, once the
 *   shapes are known, for outputs that differ in another axis than the last.
 *
 * @example
 * const network = new Sequential([new Concatenate([new Activate(relu)], [new Activate(identity)])], { inputShape: [2] });
 * network.predict([1, -2]); // => [1, 0, 1, -2]
 */
export class Concatenate<const Given extends Stacks = Stacks> extends Merged<TakenByAll<Given>, SideBySide<Given>> {
  /** @param stacks - Lists of layers. */
  constructor(...stacks: Given & NoInfer<MatchingStacks<Given, OfAnyLast<Same<Given>>>>) {
    super("Concatenate", concatenation(), stacks);
  }

  get kind(): string {
    return "Concatenate";
  }

  get titles(): Titles {
    return { en: "the concatenating layer", fr: "la couche de concaténation" };
  }

  /** What its settings describe. */
  static from({ stacks }: { readonly stacks: Stacks }): Concatenate {
    return new Concatenate(...listedStacks("Concatenate", stacks));
  }
}
