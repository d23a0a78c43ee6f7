import { exp, type Initializer, log } from "@nn/core/component";

/**
 * Sines and cosines of the steps, side by side, in waves that become longer along a row: [steps, size].
 *
 * A wave goes from step to step by a turn, (c + i·s)·(cos ω + i·sin ω): sums and products are the same on every engine, which `Math.sin`
 * is not.
 */
export function sinusoids(size: number, maxWavelength: number): Initializer {
  return {
    name: "sinusoids",
    fill(values) {
      for (let first = 0; first < size; first += 2) {
        const [turnSine, turnCosine] = sineAndCosine(exp((-first / size) * log(maxWavelength)));
        let [sine, cosine] = [0, 1];
        for (let at = first; at < values.length; at += size) {
          values[at] = sine;
          if (first + 1 < size) values[at + 1] = cosine;
          [sine, cosine] = [sine * turnCosine + cosine * turnSine, cosine * turnCosine - sine * turnSine];
        }
      }
    },
  };
}

/** By their series; at an angle from 0 to 1, what is left out lies below the last digit. */
function sineAndCosine(angle: number): [sine: number, cosine: number] {
  let [sine, cosine, term] = [0, 0, 1];
  for (let power = 0; power < 22; power += 2) {
    cosine += term;
    term *= angle / (power + 1);
    sine += term;
    term *= -angle / (power + 2);
  }
  return [sine, cosine];
}
