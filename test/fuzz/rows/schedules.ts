import {
  cosineDecay,
  cosineDecayWithRestarts,
  exponentialDecay,
  inverseTimeDecay,
  oneCycle,
  piecewiseConstant,
  polynomialDecay,
  stepDecay,
  warmUp,
} from "@nn/optim";
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
  {
    name: "cosineDecayWithRestarts",
    right: () => [{ learningRate: 0.1, steps: 2, least: 0.01, longer: 1.5, factor: 0.5 }, 3],
    call: (options: never, step: number) => cosineDecayWithRestarts(options)(step),
  },
  {
    name: "inverseTimeDecay",
    right: () => [{ learningRate: 0.1, every: 2, decay: 0.5 }, 3],
    call: (options: never, step: number) => inverseTimeDecay(options)(step),
  },
  {
    name: "oneCycle",
    right: () => [{ learningRate: 0.1, steps: 9, rising: 0.4, first: 0.01, last: 0 }, 3],
    call: (options: never, step: number) => oneCycle(options)(step),
  },
  {
    name: "piecewiseConstant",
    right: () => [{ learningRates: [0.1, 0.01], boundaries: [2] }, 3],
    call: (options: never, step: number) => piecewiseConstant(options)(step),
  },
  {
    name: "polynomialDecay",
    right: () => [{ learningRate: 0.1, steps: 9, least: 0.01, power: 2 }, 3],
    call: (options: never, step: number) => polynomialDecay(options)(step),
  },
];
