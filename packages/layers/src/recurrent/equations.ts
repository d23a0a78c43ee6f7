import type { Equations, FormulaEquations, ListElement, ParameterElement, Source } from "@nn/core/component";
import { realEquations } from "../real-steps.js";

/** A recurrent layer. */
interface Recurrent {
  readonly inputs: number;
  readonly units: number;
  readonly returnSequences: boolean;
  readonly maskValue: number | undefined;
  readonly learnInitialState: boolean;
}

/** What the equations of one time step are made of. Its lists are numbered from 0, and the last one is h. */
export interface StepOf {
  readonly units: number;
  /** Whether nothing is before it: all outputs are 0 there, and terms of them are left out. */
  readonly isFirst: boolean;
  /** Sums of some gates, those of each behind those before: of the inputs' share, of the outputs' share, or of both. */
  sums(gates: readonly number[], of?: SumsOf): FormulaEquations;
  /** A number of a list of this time step. */
  now(list: number, element: number): ListElement;
  /** A number of the state after the time step before: what one of its lists was, unless it was skipped. */
  before(list: number, element: number): ListElement | ParameterElement;
}

interface SumsOf {
  /** `false` for sums without the inputs. */
  readonly inputs?: false;
  /** A list of this time step in the place of the outputs before, or `false` for sums without any. */
  readonly outputs?: number | false;
  /** So many rows behind a gate's bias is the one that is added. */
  readonly own?: number;
  /** The same of a second one. */
  readonly further?: number;
}

/** The lists of a time step. */
export interface StepEquations {
  /** How many there are. */
  readonly lists: number;
  /** Those that the next time step goes on from, with h, the last one, at the end. */
  readonly states: readonly number[];
  of(step: StepOf): FormulaEquations[];
}

/**
 * What a recurrent layer does with a sequence, list by list: all of a time step, then those of the next. Where some may be
 * skipped, the lists of a time step are followed by 1, or 0 where it is, and by what its states are then.
 */
export function unrolled(layer: Recurrent, { equations }: { equations: StepEquations }, steps: number): Equations[] {
  const { units, returnSequences, maskValue } = layer;
  const { lists, states } = equations;
  const isMasked = maskValue !== undefined;
  const count = isMasked ? lists + 1 + states.length : lists;
  const all = Array.from({ length: steps }, (_, step) => {
    const of = stepOf(layer, equations, step, count);
    return [...equations.of(of), ...(isMasked ? held(layer.inputs, maskValue, states, step, of, lists) : [])];
  }).flat();
  if (!returnSequences || (steps === 1 && !isMasked)) return all;
  const reads = (at: number): Record<string, Source> => {
    const [step, element] = [Math.floor(at / units), at % units];
    const last = { list: (step + 1) * count - 1, element };
    return isMasked ? { x: last, m: { list: step * count + lists, element: 0 } } : { x: last };
  };
  return [...all, { formula: isMasked ? "m * x" : "x", size: steps * units, reads }];
}

/** Whether a time step is skipped, and its states. */
function held(
  inputs: number,
  maskValue: number,
  states: readonly number[],
  step: number,
  { units, isFirst, now, before }: StepOf,
  lists: number,
): FormulaEquations[] {
  const x = numbers(inputs, (i) => ({ input: step * inputs + i }));
  const afterwards = states.map((list): FormulaEquations => {
    const reads = (at: number): Record<string, Source> => ({
      ...{ m: now(lists, 0), z: now(list, at) },
      ...(!isFirst && { b: before(list, at) }),
    });
    return { formula: isFirst ? "m * z" : "m * z + (1 - m) * b", size: units, reads };
  });
  return [realEquations(maskValue, [x]), ...afterwards];
}

function stepOf(
  { inputs, units, learnInitialState }: Recurrent,
  { lists, states }: StepEquations,
  step: number,
  count: number,
): StepOf {
  const isFirst = step === 0 && !learnInitialState;
  const now = (list: number, element: number): ListElement => ({ list: step * count + list, element });
  const before = (list: number, element: number): ListElement | ParameterElement => {
    // h, the last of the states, is the first of the parameter.
    const place = states.length - 1 - states.indexOf(list);
    if (step === 0) return { parameter: "initialState", element: place * units + element };
    const of = count === lists ? list : lists + 1 + states.indexOf(list);
    return { list: (step - 1) * count + of, element };
  };
  const h = lists - 1;
  return {
    units,
    isFirst,
    now,
    before,
    sums(gates, { inputs: ofInputs, outputs, own = 0, further } = {}) {
      const x = ofInputs === false ? [] : numbers(inputs, (i) => ({ input: step * inputs + i }));
      const past = (i: number): ListElement | ParameterElement => (outputs ? now(outputs, i) : before(h, i));
      const pastTerms = outputs === false || isFirst ? [] : numbers(units, past);
      const terms = [...x, ...pastTerms];
      const sum = terms.length === 0 ? "" : "sum(w * x) + ";
      return {
        formula: `${sum}b${further === undefined ? "" : " + c"}`,
        size: gates.length * units,
        reads: (at) => {
          const [gate, unit] = [gates[Math.floor(at / units)], at % units];
          const ofGate = (parameter: string, rows: number): ParameterElement[] =>
            numbers(rows, (i) => ({ parameter, element: (gate * rows + i) * units + unit }));
          const bias = (behind: number) => ({ parameter: "bias", element: (gate + behind) * units + unit });
          const w = [...ofGate("weight", x.length), ...ofGate("recurrentWeight", pastTerms.length)];
          return {
            ...(terms.length > 0 && { w, x: terms }),
            b: bias(own),
            ...(further !== undefined && { c: bias(further) }),
          };
        },
      };
    },
  };
}

const numbers = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
