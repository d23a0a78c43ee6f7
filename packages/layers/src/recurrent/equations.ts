import type { Equations, FormulaEquations, ListElement, ParameterElement, Source } from "@nn/core/component";

/** A recurrent layer. */
interface Recurrent {
  readonly inputs: number;
  readonly units: number;
  readonly returnSequences: boolean;
}

/** What the equations of one time step are made of. Its lists are numbered from 0, and the last one is h. */
export interface StepOf {
  readonly units: number;
  /** Before the first one, all outputs are 0, and terms of them are left out. */
  readonly isFirst: boolean;
  /** Sums of some gates, those of each behind those before: of the inputs' share, of the outputs' share, or of both. */
  sums(gates: readonly number[], of?: SumsOf): FormulaEquations;
  /** A number of a list of this time step. */
  now(list: number, element: number): ListElement;
  /** A number of a list of the time step before. */
  before(list: number, element: number): ListElement;
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
  of(step: StepOf): FormulaEquations[];
}

/** What a recurrent layer does with a sequence, list by list: all of a time step, then those of the next. */
export function unrolled(layer: Recurrent, { equations }: { equations: StepEquations }, steps: number): Equations[] {
  const { units, returnSequences } = layer;
  const all = Array.from({ length: steps }, (_, step) => equations.of(stepOf(layer, equations.lists, step))).flat();
  if (!returnSequences || steps === 1) return all;
  const reads = (at: number): Record<string, Source> => ({
    x: { list: (Math.floor(at / units) + 1) * equations.lists - 1, element: at % units },
  });
  return [...all, { formula: "x", size: steps * units, reads }];
}

function stepOf({ inputs, units }: Recurrent, lists: number, step: number): StepOf {
  const isFirst = step === 0;
  const now = (list: number, element: number): ListElement => ({ list: step * lists + list, element });
  const before = (list: number, element: number): ListElement => now(list - lists, element);
  return {
    units,
    isFirst,
    now,
    before,
    sums(gates, { inputs: ofInputs, outputs, own = 0, further } = {}) {
      const x = ofInputs === false ? [] : numbers(inputs, (i) => ({ input: step * inputs + i }));
      const past = (i: number): ListElement => (outputs ? now(outputs, i) : before(lists - 1, i));
      const h = outputs === false || isFirst ? [] : numbers(units, past);
      const terms = [...x, ...h];
      const sum = terms.length === 0 ? "" : "sum(w * x) + ";
      return {
        formula: `${sum}b${further === undefined ? "" : " + c"}`,
        size: gates.length * units,
        reads: (at) => {
          const [gate, unit] = [gates[Math.floor(at / units)], at % units];
          const ofGate = (parameter: string, rows: number): ParameterElement[] =>
            numbers(rows, (i) => ({ parameter, element: (gate * rows + i) * units + unit }));
          const bias = (behind: number) => ({ parameter: "bias", element: (gate + behind) * units + unit });
          const w = [...ofGate("weight", x.length), ...ofGate("recurrentWeight", h.length)];
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
