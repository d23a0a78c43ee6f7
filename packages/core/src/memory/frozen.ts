import type { Computation, FloatArray, Kernels, OwnKernel } from "@nn/numerics";
import { OptionError, show } from "@nn/numerics";
import type { Optimizer, PartParameter, UpdateFrame } from "../contracts/optimizer.js";
import type { Freezing } from "../equipment/equipment.js";
import type { Place, Stack } from "../network/stack.js";
import { checkChoice } from "../parameters/check-choice.js";
import { listParameters } from "../parameters/parameters.js";
import { type KernelsOnly, methodsOf } from "../recording/watch/kernels-only.js";
import { Parts } from "./parts.js";
import { chosenBy } from "./update-frame.js";

/** Which argument of a kernel it writes; the first one, where it isn't here. */
const WRITTEN: Readonly<Record<string, number>> = { compute: 4, run: 2 };

/** Whether computations and kernels of components write nothing but one array. */
const WRITES_ONE: WeakMap<object, boolean> = /* @__PURE__ */ new WeakMap();

/** Whether a call writes nothing but one array: a computation may have several lines that write. */
function writesOne(name: string, what: unknown): boolean {
  if (name !== "compute" && name !== "run") return true;
  let isOne = WRITES_ONE.get(what as object);
  if (isOne === undefined) {
    isOne = name === "compute" ? setsOne(what as Computation) : (what as OwnKernel).arrays.filter(isWritten).length < 2;
    WRITES_ONE.set(what as object, isOne);
  }
  return isOne;
}

function setsOne({ text: { arrays, lines } }: Computation): boolean {
  const others = arrays.slice(1);
  return !lines.some((line) => others.includes(line.slice(0, line.indexOf("=")).trim()));
}

function isWritten({ use }: OwnKernel["arrays"][number]): boolean {
  return use !== "read";
}

type Call = (...values: readonly unknown[]) => unknown;

const SPARING: WeakMap<Kernels, { readonly kernels: Kernels; readonly spared: readonly FloatArray[] }> =
  /* @__PURE__ */ new WeakMap();

/** Kernels that leave some arrays alone: what would be written there isn't computed. */
function sparing(kernels: Kernels, spared: readonly FloatArray[]): Kernels {
  const calls = kernels as unknown as Readonly<Record<string, Call>>;
  const made: Record<string, Call> = {};
  for (const name of Object.keys(calls)) {
    const at = WRITTEN[name] ?? 0;
    // No kernel has more arguments. Rest parameters would allocate an array at each call.
    const call: Call = (a, b, c, d, e, f, g, h, i, j) => {
      const out = (at === 0 ? a : at === 2 ? c : e) as FloatArray;
      for (let n = 0; n < spared.length; n++) if (isPart(out, spared[n]!) && writesOne(name, a)) return true;
      return calls[name]!(a, b, c, d, e, f, g, h, i, j);
    };
    made[name] = call;
  }
  const own = made as unknown as Kernels;
  SPARING.set(own, { kernels, spared });
  return own;
}

/** Whether an array is another or a part of it, as the gradients of one gate are. */
function isPart(part: FloatArray, whole: FloatArray): boolean {
  const start = part.byteOffset - whole.byteOffset;
  return part.buffer === whole.buffer && start >= 0 && start < whole.length * whole.BYTES_PER_ELEMENT;
}

/** The same kernels for traced arrays. */
export function sparingOn(kernels: Kernels, array: (array: FloatArray) => FloatArray): Kernels {
  const known = SPARING.get(kernels);
  return known === undefined ? kernels : sparing(known.kernels, known.spared.map(array));
}

/** An optimizer on those parameters alone that aren't frozen. */
class Trained implements Optimizer<never, never, ""> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  readonly #optimizer: Optimizer;
  readonly #frozen: ReadonlySet<string>;

  constructor(optimizer: Optimizer, frozen: ReadonlySet<string>) {
    this.name = optimizer.name;
    this.#optimizer = optimizer;
    this.#frozen = frozen;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  // Without a name, so that what it remembers has the optimizer's own names.
  parts(): Parts<""> {
    return new Parts({ "": { optimizer: this.#optimizer, of: ({ fullName }) => !this.#frozen.has(fullName) } });
  }

  update({ parts }: UpdateFrame<never, never, "">): void {
    parts[""].update();
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Trained, ["update"]);

/** Whether a place has parameters that aren't frozen, or one within it. */
function learnsIn({ parameters, branches }: Place, frozen: ReadonlySet<string>): boolean {
  return (
    parameters.some(({ fullName }) => !frozen.has(fullName)) ||
    Object.values(branches)
      .flat()
      .some((place) => learnsIn(place, frozen))
  );
}

/** What freezes parameters: their names, the optimizer without them, and kernels that spare their gradients. */
export const freezing: Freezing = {
  namesIn(stack: Stack, frozen: ((parameter: PartParameter) => boolean) | undefined): ReadonlySet<string> {
    if (frozen !== undefined && typeof frozen !== "function") {
      throw new OptionError(
        `frozen must be a function of a parameter, as in ({ fullName }) => fullName.startsWith("0."), but is ${show(frozen)}.`,
      );
    }
    const all = listParameters(stack);
    if (frozen !== undefined) checkChoice("frozen", frozen, all.map(chosenBy));
    const names = all.filter((place) => place.trainable === false || frozen?.(chosenBy(place)));
    if (names.length === all.length && all.length > 0) {
      throw new OptionError("All parameters of the network are frozen, so there is nothing to train.");
    }
    return new Set(names.map(({ fullName }) => fullName));
  },

  trained: (optimizer, frozen) => (frozen.size === 0 ? optimizer : new Trained(optimizer, frozen)),

  inPasses: (frozen) => ({
    learnsIn: (place) => learnsIn(place, frozen),
    kernelsFor(kernels, { parameters }, gradients) {
      const spared = parameters.filter(({ fullName }) => frozen.has(fullName));
      if (spared.length === 0) return kernels;
      return sparing(
        kernels,
        spared.map(({ name }) => gradients[name]!),
      );
    },
  }),
};
