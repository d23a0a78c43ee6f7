import { cosineDecay, exponentialDecay, stepDecay, warmUp } from "@nn/optim";
import type { Row } from "../row.js";

/** One for each that makes a schedule, which is asked for a rate. */
export const schedules: readonly Omit<Row, "of">[] = [
  {
    name: "stepDecay",
    right: () => [{ learningRate: 0.1, every: 2, factor: 0.5 }, 3],
    call: (options: never, step: number) => stepDecay(options)(step),
  },
  {
    name: "exponentialDecay",
    right: () => [{ learningRate: 0.1, every: 2, factor: 0.5 }, 3],
    call: (options: never, step: number) => exponentialDecay(options)(step),
  },
  {
    name: "cosineDecay",
    right: () => [{ learningRate: 0.1, steps: 9, least: 0.01 }, 3],
    call: (options: never, step: number) => cosineDecay(options)(step),
  },
  {
    name: "warmUp",
    right: () => [{ learningRate: 0.1, steps: 9 }, 3],
    call: (options: never, step: number) => warmUp(options)(step),
  },
];
