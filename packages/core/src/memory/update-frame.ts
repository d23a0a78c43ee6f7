import { type FloatArray, type Kernels, OptionError, type Shape, sizeOf } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type {
  Optimizer,
  PartParameter,
  PartsOf,
  UpdatedParameter,
  UpdateFrame,
  UpdatePart,
} from "../contracts/optimizer.js";
import type { ParameterRole } from "../contracts/parameter-role.js";

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

type NamedShapes = Readonly<Partial<Record<string, Shape>>>;

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
  const shapesBy = (method: "slotShapes" | "scratch"): NamedShapes[] =>
    chosen.map((parameter) => {
      const shapes: NamedShapes = optimizer[method]?.(parameter) ?? {};
      advice.onShapes?.(optimizer, method, parameter.fullName, shapes);
      return shapes;
    });
  const shaped = shapesBy("slotShapes");
  const slotPlaces = Array.from(slots, (slot) =>
    moved(
      places,
      chosen.map(({ shape }, i) => shaped[i]![slot] ?? shape),
    ),
  );
  const room = shapesBy("scratch");
  const scratch: Record<string, number> = {};
  for (const shapes of room) {
    for (const name of Object.keys(shapes)) scratch[name] = Math.max(scratch[name] ?? 0, sizeOf(shapes[name]!));
  }
  const parts = optimizer.parts?.(chosen, network) as (PartsOf & PlannedParts) | undefined;
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
    copies: [...Object.values(scratch), ...(inside?.copies ?? [])],
    scalarCount: scalars.length + (inside?.scalarCount ?? 0),
    frame(kernels, value, gradient, memory) {
      for (const [i, name] of slots.entries()) {
        memory.places[path + name] = { shared: shared + name, places: slotPlaces[i]! };
      }
      const arrays = { value, gradient, slots: named(slots, memory.arrays, memory.slots) };
      const free = named(Object.keys(scratch), memory.copies, {});
      let parameters: UpdatedParameter[] | undefined;
      const frame: OwnFrame = {
        kernels,
        ...arrays,
        scalars: named(scalars, memory.numbers, memory.scalars),
        step: 0,
        parts: {},
        given: undefined,
        rate: memory.rate,
        loss: Number.NaN,
        evaluate: refuseToEvaluate,
        // Most rules don't ask for them.
        get parameters() {
          parameters ??= chosen.map((place, i) => {
            const part = (array: FloatArray, { offset, size } = place as ParameterPlace): FloatArray =>
              array.subarray(offset, offset + size);
            const own: Record<string, FloatArray> = {};
            for (const [s, name] of slots.entries()) own[name] = part(arrays.slots[name]!, slotPlaces[s]![i]!);
            const scratch: Record<string, FloatArray> = {};
            for (const [name, shape] of Object.entries(room[i]!))
              scratch[name] = free[name]!.subarray(0, sizeOf(shape!));
            return { ...place, value: part(value), gradient: part(gradient), slots: own, scratch };
          });
          return parameters;
        },
      };
      if (inside !== undefined) frame.parts = inside.parts(frame, memory);
      return frame;
    },
  };
}

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

/** Parameters where they lie when they lie side by side. @param shapes - Those that are theirs there; their own unless given. */
export function moved(places: readonly ParameterPlace[], shapes?: readonly Shape[]): ParameterPlace[] {
  let offset = 0;
  return places.map((place, i) => {
    const size = shapes === undefined ? place.size : sizeOf(shapes[i]!);
    const there = { ...place, offset, size };
    offset += size;
    return there;
  });
}
