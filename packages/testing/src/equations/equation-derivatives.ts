import type { ActivationEquations, FloatArray, FormulaEquations, Layer, Source, TrainFrame } from "@nn/core/component";
import { expectNumbers } from "../contracts/contract.js";
import { pulledBack } from "../texts/activation-texts.js";
import { EquationReader, type Example, type Letters } from "./equation-reader.js";

/** Derivatives of formulas are differences here. */
const TOLERANCE = 1e-6;
const STEP = 1e-5;

/**
 * Takes dy back through the equations, list by list, and compares what comes of it with what backward leaves: dx, the
 * gradients, and what the branches are given. An activation has the derivatives that its texts say.
 */
export function expectDerivatives(layer: Layer, frame: TrainFrame, row: (length: number) => FloatArray): void {
  const { batch, inputShape, inputSize, outputSize, dy, dx, parameters, gradients, branches } = frame;
  for (const values of Object.values(gradients)) values.fill(0);
  layer.backward(frame);
  const back = new Pullback(layer, frame, row);
  const expected = Object.fromEntries(
    Object.entries(parameters).map(([name, { length }]) => [name, new Float64Array(length)]),
  );
  const equations = layer.equations!(inputShape);
  for (let example = 0; example < batch; example++) {
    const one = back.reader.example(example);
    back.reader.outputOf(equations, one);
    const slopes = back.through(one, Array.from(dy.subarray(example * outputSize, (example + 1) * outputSize)));
    for (const [name, values] of Object.entries(expected)) {
      for (const [i, slope] of (slopes.get(name) ?? []).entries()) values[i]! += slope ?? 0;
    }
    const ofInput = Array.from({ length: inputSize }, (_, i) => slopes.get(INPUT)?.[i] ?? 0);
    for (const [name, { y, dy: given, dx: taken }] of Object.entries(branches)) {
      const size = y.length / Math.floor(frame.y.length / outputSize);
      const own = Array.from({ length: size }, (_, i) => slopes.get(`${BRANCH}${name}`)?.[i] ?? 0);
      const what = `what the branch ${name} is given as dy of example ${example}, by the equations`;
      expectNumbers(what, given.subarray(example * size, (example + 1) * size), own, TOLERANCE);
      for (let i = 0; i < inputSize; i++) ofInput[i]! += taken?.[example * inputSize + i] ?? 0;
    }
    if (layer.indexCount !== undefined || dx === null) continue;
    const own = dx.subarray(example * inputSize, (example + 1) * inputSize);
    expectNumbers(`dx of example ${example} by the derivatives of its equations`, own, ofInput, TOLERANCE);
  }
  for (const [name, values] of Object.entries(expected)) {
    expectNumbers(`the gradient of ${name} by the derivatives of its equations`, gradients[name]!, values, TOLERANCE);
  }
}

/** What slopes belong to, where it is no parameter: the layer's input, a list by its number, a branch, what is remembered. */
const [INPUT, LIST, BRANCH, STATE] = ["input ", "list ", "branch ", "state "] as const;

class Pullback {
  readonly reader: EquationReader;
  readonly #layer: Layer;
  readonly #frame: TrainFrame;

  constructor(layer: Layer, frame: TrainFrame, row: (length: number) => FloatArray) {
    this.reader = new EquationReader(layer, frame, row);
    this.#layer = layer;
    this.#frame = frame;
  }

  /** The derivatives with respect to all that the equations read, by what it belongs to. */
  through(one: Example, dy: readonly number[]): ReadonlyMap<string, (number | undefined)[]> {
    const slopes = new Map<string, (number | undefined)[]>();
    const add = (owner: string, at: number, slope: number): void => {
      const own = slopes.get(owner) ?? [];
      own[at] = (own[at] ?? 0) + slope;
      slopes.set(owner, own);
    };
    const equations = this.#layer.equations!(this.#frame.inputShape);
    for (const [i, slope] of dy.entries()) add(`${LIST}${equations.length - 1}`, i, slope);
    for (let at = equations.length - 1; at >= 0; at--) {
      const before = one.lists[at - 1] ?? one.input;
      const owner = at === 0 ? INPUT : `${LIST}${at - 1}`;
      const after = Array.from(one.lists[at]!, (_, i) => slopes.get(`${LIST}${at}`)?.[i] ?? 0);
      const step = this.reader.written(equations[at]!, before.length);
      if ("activation" in step) {
        for (const [i, slope] of this.#activated(step, after, before, one.lists[at]!).entries()) add(owner, i, slope);
      } else if ("formula" in step) {
        const known: Example = { ...one, lists: one.lists.slice(0, at) };
        this.#formulas(step, after, before, known, (source, slope) => {
          const [to, index] = placeOf(source, owner);
          add(to, index, slope);
        });
      } else {
        for (const [i, { terms, bias }] of step.sums.entries()) {
          for (const { input, weight } of terms) {
            add(owner, input, after[i]! * this.reader.element(weight));
            add(weight.parameter, weight.element, after[i]! * before[input]!);
          }
          if (bias) add(bias.parameter, bias.element, after[i]!);
        }
      }
    }
    return slopes;
  }

  #activated(
    { activation, row }: ActivationEquations,
    da: readonly number[],
    z: readonly number[],
    a: readonly number[],
  ): number[] {
    const size = row ?? z.length;
    return Array.from({ length: z.length / size }, (_, i) => {
      const part = (numbers: readonly number[]): Float64Array =>
        Float64Array.from(numbers.slice(i * size, (i + 1) * size));
      return Array.from(pulledBack(activation, this.#frame.kernels, part(da), part(z), part(a)));
    }).flat();
  }

  #formulas(
    step: FormulaEquations,
    after: readonly number[],
    before: readonly number[],
    one: Example,
    add: (source: Source, slope: number) => void,
  ): void {
    for (let at = 0; at < step.size; at++) {
      const letters = this.reader.lettersOf(step, at, before, one);
      for (const [letter, sources] of Object.entries(step.reads(at, before))) {
        for (const [i, source] of ([sources].flat() as Source[]).entries()) {
          const moved = (by: number): number => this.reader.valueOf(step.formula, movedBy(letters, letter, i, by));
          add(source, (after[at]! * (moved(STEP) - moved(-STEP))) / (2 * STEP));
        }
      }
    }
  }
}

function movedBy(letters: Letters, moved: string, at: number, by: number): Letters {
  return letters.map(([letter, values]) => {
    if (letter !== moved) return [letter, values];
    return [
      letter,
      typeof values === "number" ? values + by : values.map((value, i) => (i === at ? value + by : value)),
    ];
  });
}

function placeOf(source: Source, before: string): readonly [owner: string, index: number] {
  if (typeof source === "number") return [before, source];
  if ("parameter" in source) return [source.parameter, source.element];
  if ("input" in source) return [INPUT, source.input];
  if ("list" in source) return [`${LIST}${source.list}`, source.element];
  return "branch" in source
    ? [`${BRANCH}${source.branch}`, source.element]
    : [`${STATE}${source.state}`, source.element];
}
