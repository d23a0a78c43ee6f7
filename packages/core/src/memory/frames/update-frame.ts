import { type FloatArray, type Kernels, OptionError, type Shape } from "@nn/numerics";
import type {
  Optimizer,
  OwnShapesOf,
  Part,
  PartParameter,
  PartsOf,
  UpdatedParameter,
  UpdateFrame,
  UpdatePart,
} from "../../contracts/optimizer.js";
import type { ParameterRole } from "../../contracts/parameter-role.js";
import { type Attached, attached } from "../attached.js";

/** What is known of a parameter before there is memory for it. */
export interface ParameterPlace {
  readonly fullName: string;
  readonly shape: Shape;
  readonly role?: ParameterRole;
  readonly offset: number;
  readonly size: number;
}

/** How the rules inside an optimizer are planned: what {@link Parts} does. */
export interface PlannedParts {
  plan(around: Optimizer, places: readonly ParameterPlace[], names: PlanNames): PartsPlan;
}

/** How the shapes of an optimizer's own are planned: what {@link OwnShapes} does. */
export interface PlannedShapes {
  plan(optimizer: Optimizer, parameters: readonly PartParameter[], parts: Readonly<Record<string, Part>>): ShapesPlan;
}

/** What slots of other shapes and intermediate results take. */
export interface ShapesPlan {
  /** How many numbers a slot has for each parameter. */
  sizesOf(slot: string): number[];
  /** How long the arrays of intermediate results have to be. */
  readonly copies: readonly number[];
  /** Takes those from what is free, and gives each parameter its own. */
  scratch(free: FloatArray[]): readonly Record<string, FloatArray>[];
}

/** What the arrays of an optimizer are called, and what else there is in its network. */
export interface PlanNames {
  /** What their names begin with, each of which is another one. */
  readonly path: string;
  /** The same in states: a rule that is called for each run of neighbours has one slot there, of all of them. */
  readonly shared: string;
  /** All parameters of the network. */
  readonly network: readonly PartParameter[];
}

/** What the rules inside an optimizer are to be given. */
export interface PartsPlan extends Pick<UpdatePlan, "lengths" | "copies" | "scalarCount" | "evaluates"> {
  /** @param outer - The frame of the optimizer around them. */
  parts(outer: OwnFrame, memory: UpdateMemory): Record<string, UpdatePart>;
}

/** A frame whose step can be set. */
export type OwnFrame = { -readonly [Name in keyof UpdateFrame]: UpdateFrame[Name] };

/** The arrays of an optimizer and of the rules inside it: those that nothing has yet, and the others by their names. */
export interface UpdateMemory {
  /** In the format of the network, for slots. */
  readonly arrays: FloatArray[];
  /** In the same format, for what is copied side by side and for intermediate results: nothing of it is remembered. */
  readonly copies: FloatArray[];
  /** Single numbers. */
  readonly numbers: Float64Array[];
  /**
   * Of the optimizer itself `"velocity"`, of a rule inside it `"inner.velocity"`, and of one that is called for each run of
   * neighbours `"inner.0.velocity"`.
   */
  readonly slots: Record<string, FloatArray>;
  readonly scalars: Record<string, Float64Array>;
  /** What learning rates are multiplied by. */
  readonly rate: { scale: number };
  /** Which parameters a slot is of, and what states call it. */
  readonly places: Record<string, SlotPlaces>;
}

/** Which parameters a slot is of. */
interface SlotPlaces {
  /** What states call it: `"inner.velocity"` for each run of neighbours. */
  readonly shared: string;
  readonly places: readonly ParameterPlace[];
}

/** What an optimizer is to be given: sizes first, and its frame once there is memory. */
export interface UpdatePlan {
  /** How many numbers it moves. */
  readonly length: number;
  /** How long the slots have to be. */
  readonly lengths: readonly number[];
  /** The same for copies. */
  readonly copies: readonly number[];
  /** Whether it, or a rule inside it, asks for the loss at other parameters. */
  readonly evaluates: boolean;
  /** How many single numbers there are. */
  readonly scalarCount: number;
  /** All frames are made here, as updates are compiled for one kind of object. */
  frame(kernels: Kernels, value: FloatArray, gradient: FloatArray, memory: UpdateMemory): OwnFrame;
}

/**
 * @param places - The parameters that it moves, side by side.
 * @param names - Those of an optimizer that is inside another one.
 */
export function planUpdate(
  optimizer: Optimizer,
  places: readonly ParameterPlace[],
  names: PlanNames = { path: "", shared: "", network: places.map(chosenBy) },
): UpdatePlan {
  const { path, shared, network } = names;
  const { slots, scalars = [] } = optimizer;
  const chosen = places.map(chosenBy);
  const parts = optimizer.parts?.(chosen, network) as (PartsOf & PlannedParts) | undefined;
  const shapes = optimizer.shapes as (OwnShapesOf & PlannedShapes) | undefined;
  const own = shapes?.plan(optimizer, chosen, parts?.byName ?? {});
  const slotPlaces = Array.from(slots, (slot) => moved(places, own?.sizesOf(slot)));
  const inside = parts?.plan(optimizer, places, names);
  const named = <Kind>(names: readonly string[], free: Kind[], all: Record<string, Kind>): Record<string, Kind> => {
    const own: Record<string, Kind> = {};
    for (const name of names) own[name] = all[path + name] = free.shift()!;
    return own;
  };
  return {
    length: lengthOf(places),
    lengths: [...slotPlaces.map(lengthOf), ...(inside?.lengths ?? [])],
    evaluates: optimizer.evaluates === true || inside?.evaluates === true,
    copies: [...(own?.copies ?? []), ...(inside?.copies ?? [])],
    scalarCount: scalars.length + (inside?.scalarCount ?? 0),
    frame(kernels, value, gradient, memory) {
      for (const [i, name] of slots.entries()) {
        memory.places[path + name] = { shared: shared + name, places: slotPlaces[i]! };
      }
      const arrays = { value, gradient, slots: named(slots, memory.arrays, memory.slots) };
      const scratch = own?.scratch(memory.copies);
      let parameters: UpdatedParameter[] | undefined;
      const rest: Omit<OwnFrame, "parameters"> = {
        kernels,
        ...arrays,
        scalars: named(scalars, memory.numbers, memory.scalars),
        step: 0,
        parts: {},
        given: undefined,
        rate: memory.rate,
        loss: Number.NaN,
        evaluate: refuseToEvaluate,
      };
      const frame = Object.defineProperty(rest, "parameters", LISTED) as OwnFrame;
      LISTS.set(frame, () => {
        parameters ??= chosen.map((place, i) => {
          const part = (array: FloatArray, { offset, size } = place as ParameterPlace): FloatArray =>
            array.subarray(offset, offset + size);
          const mine: Record<string, FloatArray> = {};
          for (const [s, name] of slots.entries()) mine[name] = part(arrays.slots[name]!, slotPlaces[s]![i]!);
          return { ...place, value: part(value), gradient: part(gradient), slots: mine, scratch: scratch?.[i] ?? {} };
        });
        return parameters;
      });
      if (inside !== undefined) frame.parts = inside.parts(frame, memory);
      return frame;
    },
  };
}

/** Parameters are listed when they are asked for, as most rules don't ask. All frames have the same getter, see `attached`. */
const LISTS: Attached<() => readonly UpdatedParameter[]> = /* @__PURE__ */ attached();
const LISTED: PropertyDescriptor = {
  enumerable: true,
  get(this: OwnFrame) {
    return LISTS.get(this)!();
  },
};

/** @throws OptionError where there is nothing to evaluate. */
function refuseToEvaluate(): never {
  throw new OptionError(
    "Where the loss can be evaluated, a frame has `evaluate`: in a training, for an optimizer that `evaluates` and isn't " +
      "given another gradient than the loss's.",
  );
}

/** What a parameter is chosen by. */
export function chosenBy<Place extends ParameterPlace>(
  place: Place,
): Place & { readonly role: UpdatedParameter["role"] } {
  return { ...place, role: place.role ?? "weight" };
}

/** How many numbers parameters have. */
export function lengthOf(places: readonly ParameterPlace[]): number {
  return places.reduce((sum, { size }) => sum + size, 0);
}

/** Parameters where they lie when they lie side by side. @param sizes - How many numbers each has there; its own unless given. */
export function moved(places: readonly ParameterPlace[], sizes?: readonly number[]): ParameterPlace[] {
  let offset = 0;
  return places.map((place, i) => {
    const size = sizes?.[i] ?? place.size;
    const there = { ...place, offset, size };
    offset += size;
    return there;
  });
}
