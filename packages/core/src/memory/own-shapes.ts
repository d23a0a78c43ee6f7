import { checkOptions, type FloatArray, OptionError, type Shape, show, sizeOf } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Optimizer, OwnShapesOf, Part, PartParameter } from "../contracts/optimizer.js";
import type { PlannedShapes, ShapesPlan } from "./frames/update-frame.js";

/**
 * The shapes of slots that aren't those of the parameters, and room for intermediate results: what the `shapes` of an optimizer are.
 *
 * @typeParam S - The names of its slots.
 *
 * @example
 * const shapes = new OwnShapes({ slots: ({ shape }) => ({ rows: [shape[0]] }) });
 * shapes.slots({ fullName: "0.weight", shape: [3, 2], role: "weight", size: 6 }); // => { rows: [3] }
 */
export class OwnShapes<S extends string = string> implements PlannedShapes, OwnShapesOf<S> {
  /** Those of slots. */
  readonly slots: Required<OwnShapesOf<S>>["slots"];
  /** Those of intermediate results. */
  readonly scratch: Required<OwnShapesOf<S>>["scratch"];

  /** @throws OptionError for options that don't exist, and for something else than functions; for what gives no shapes when a training begins. */
  constructor(own: OwnShapesOf<S>) {
    checkOptions("OwnShapes", own, ["slots", "scratch"]);
    const { slots = () => ({}), scratch = () => ({}) } = own;
    for (const [name, given] of Object.entries({ slots, scratch })) {
      if (typeof given === "function") continue;
      throw new OptionError(
        `OwnShapes: ${name} must be a function of a parameter, as in { ${name}: ({ shape }) => ({ rows: [shape[0]] }) }, but is ${show(given)}.`,
      );
    }
    this.slots = slots;
    this.scratch = scratch;
  }

  /**
   * How many numbers they take.
   *
   * @param parts - The rules inside the optimizer.
   * @throws OptionError for what isn't shapes, and for a part whose gradient would have one of them.
   * @hidden
   */
  plan(optimizer: Optimizer, parameters: readonly PartParameter[], parts: Readonly<Record<string, Part>>): ShapesPlan {
    const [slots, rooms] = (["slots", "scratch"] as const).map((list) =>
      parameters.map((parameter) => {
        const shapes: NamedShapes = this[list](parameter);
        advice.onShapes?.(optimizer, list, parameter.fullName, shapes);
        return shapes;
      }),
    ) as [NamedShapes[], NamedShapes[]];
    for (const [name, { gradient }] of Object.entries(parts)) {
      if (gradient === undefined || !slots.some((shapes) => shapes[gradient])) continue;
      throw new OptionError(
        `${optimizer.name}: its part "${name}" takes its gradient from "${gradient}", which has other shapes than the parameters.`,
      );
    }
    const longest: Record<string, number> = {};
    for (const shapes of rooms) {
      for (const [name, shape] of Object.entries(shapes)) longest[name] = Math.max(longest[name] ?? 0, sizeOf(shape!));
    }
    return {
      sizesOf: (slot) => parameters.map(({ size }, i) => (slots[i]![slot] ? sizeOf(slots[i]![slot]!) : size)),
      copies: Object.values(longest),
      scratch(free) {
        const arrays = Object.fromEntries(Object.keys(longest).map((name) => [name, free.shift()!]));
        return rooms.map((shapes) => {
          const own: Record<string, FloatArray> = {};
          for (const [name, shape] of Object.entries(shapes)) own[name] = arrays[name]!.subarray(0, sizeOf(shape!));
          return own;
        });
      },
    };
  }
}

type NamedShapes = Readonly<Partial<Record<string, Shape>>>;
