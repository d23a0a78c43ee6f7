import { OptionError, show } from "@nn/numerics";
import { Describer, type KindNamed } from "./describe.js";
import { type Description, Held } from "./description.js";
import type { Kind, Registrable } from "./kinds.js";
import { kindsByName } from "./kinds-by-name.js";
import { componentOf } from "./make.js";

/**
 * Writes components down as data, and makes equal ones of it. It knows the kinds that it was given, and those of
 * components that were made from texts: `defineActivation`, `defineLoss` and `RuleOptimizer`. What isn't a component of a
 * kind of its own, as it was made, is refused.
 *
 * @throws OptionError for what says no kind of its own, and for a second one of a kind.
 *
 * @example
 * const registry = new Registry([...layerKinds, ...optimizerKinds]);
 * const description = registry.describe(new Dense(2, 1, { biasInitializer: new Constant(1) }));
 * description.settings?.activation; // => { kind: "sigmoid" }
 * const layer: Layer = registry.make(JSON.parse(JSON.stringify(description)));
 * layer.name; // => "Dense(2 → 1, sigmoid)"
 * registry.make({ kind: "Dense", settings: { inputs: 2, units: 0 } }, "layers[2]");
 * // throws OptionError: layers[2] can't be made of its settings, kind "Dense": Dense(2, 0): the number of units must be a whole number of at least 1, but is 0.
 */
export class Registry {
  readonly #kinds: ReadonlyMap<string, Kind>;

  constructor(registered: readonly Registrable[] = []) {
    this.#kinds = kindsByName(registered);
  }

  /** The names of all kinds that it knows. */
  get kinds(): string[] {
    return [...this.#kinds.keys()];
  }

  /**
   * A registry that knows more kinds.
   *
   * @throws OptionError for what says no kind of its own, and for a kind that it has from another component.
   *
   * @example
   * new Registry([Dense]).with(tanh).kinds.includes("tanh"); // => true
   */
  with(...registered: readonly Registrable[]): Registry {
    return new Registry([...Array.from(this.#kinds.values(), ({ registered: known }) => known), ...registered]);
  }

  /**
   * A component as data.
   *
   * @param place - What messages call it, such as `"layers[0]"`; its kind unless given.
   * @throws OptionError for a component without a kind, or of one that it doesn't know, and for settings that aren't
   *   plain data, with the place.
   *
   * @example
   * new Registry(optimizerKinds).describe(new SGD({ learningRate: () => 0.1 }));
   * // throws OptionError: SGD.learningRate is a function, which can't be written down. Take a number or other plain data in its place, or a function that says its kind and settings, such as a schedule of @nn/optim.
   */
  describe(component: object, place?: string): Description {
    const kindNamed: KindNamed = (name, refusal) => {
      const kind = this.#kinds.get(name);
      if (kind !== undefined) return kind;
      throw refusal((it) => `which the registry doesn't have. Add what makes it: registry.with(${it}).`);
    };
    return new Describer(kindNamed).component(component, placeOf(component, place));
  }

  /**
   * The component of a description, made anew; of a kind that there is one of, that one.
   *
   * @typeParam Made - What it is taken for. Nothing here looks at that: a network does, of its layers.
   * @param place - What messages call it, such as `"layers[0]"`; its kind unless given.
   * @throws OptionError for what is no description, a kind that it doesn't know, and settings that are wrong or missing,
   *   with the place.
   *
   * @example
   * const optimizer: Optimizer = new Registry(optimizerKinds).make({ kind: "SGD", settings: { learningRate: 0.1 } });
   * optimizer.name; // => "SGD(learningRate 0.1)"
   */
  make<Made extends object>(description: Description, place?: string): Made {
    return componentOf(description, placeOf(description, place), { kinds: this.#kinds, held: new Held() }) as Made;
  }
}

function placeOf(said: unknown, place: unknown): string {
  if (typeof place === "string" && place !== "") return place;
  if (place !== undefined)
    throw new OptionError(`The place must be a text, such as "layers[0]", but is ${show(place)}.`);
  const { kind } = Object(said) as { readonly kind?: unknown };
  return typeof kind === "string" && /^\w{1,60}$/.test(kind) ? kind : "The component";
}
