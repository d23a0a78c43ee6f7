import type { Place } from "@nn/core/component";
import { activationModule } from "./activation.js";
import { stepsOf } from "./steps.js";

/**
 * In which order the first layer takes numbers that doesn't take them in any: a network of images is given them as PyTorch has
 * them, and none has to be moved.
 */
export function wantedOrder(places: readonly Place[]): "channels first" | "as here" | undefined {
  for (const place of places) {
    for (const step of stepsOf(place)) {
      if ("equations" in step) return "as here";
      if ("activation" in step) {
        if (!activationModule(place.label, step.activation).isElementwise) return "as here";
        continue;
      }
      if (step.order !== "any") return step.order ?? "as here";
      for (const branch of Object.values(place.branches)) {
        const wanted = wantedOrder(branch);
        if (wanted !== undefined) return wanted;
      }
    }
  }
  return undefined;
}
