import { type Fans, type Initializer, normal, uniform } from "@nn/core/component";

/** Values drawn evenly around 0 with the variance that the fans ask for: within ±√(3·variance). */
export function scaledUniform(name: string, variance: (fans: Fans) => number): Initializer {
  return {
    kind: name,
    name,
    fill(values, fans, random) {
      const limit = Math.sqrt(3 * variance(fans));
      for (let i = 0; i < values.length; i++) values[i] = uniform(random, -limit, limit);
    },
  };
}

/** Values from the normal distribution around 0 with the variance that the fans ask for. */
export function scaledNormal(name: string, variance: (fans: Fans) => number): Initializer {
  return {
    kind: name,
    name,
    fill(values, fans, random) {
      const standardDeviation = Math.sqrt(variance(fans));
      for (let i = 0; i < values.length; i++) values[i] = normal(random, 0, standardDeviation);
    },
  };
}
