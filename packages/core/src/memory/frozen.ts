import { OptionError, show, sparing } from "@nn/numerics";
import type { Network } from "../contracts/network.js";
import type { Optimizer, PartParameter, UpdateFrame } from "../contracts/optimizer.js";
import type { Freezing } from "../equipment/equipment.js";
import type { Place } from "../network/stack/stack.js";
import { checkChoice } from "../parameters/check-choice.js";
import { listParameters } from "../parameters/parameters.js";
import { type KernelsOnly, methodsOf } from "../recording/watch/kernels-only.js";
import { Parts } from "./frames/parts.js";
import { chosenBy } from "./frames/update-frame.js";

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

/**
 * Whether a training leaves all parameters of a layer that remembers something: that is left as well. Where the layer itself
 * says that none learn, what it remembers is all that it has to move.
 */
function holds({ parameters, state }: Place, frozen: ReadonlySet<string>): boolean {
  return (
    state.length > 0 &&
    parameters.every(({ fullName }) => frozen.has(fullName)) &&
    parameters.some(({ trainable }) => trainable !== false)
  );
}

/** How other libraries say of a layer or a network that it isn't trained. */
const UNREAD: readonly (readonly [name: string, value: boolean])[] = [
  ["trainable", false],
  ["requiresGrad", false],
  ["requires_grad", false],
  ["frozen", true],
];

/** What of that is said: `"trainable = false"`. */
function unreadOf(part: object): string | undefined {
  const said = UNREAD.find(([name, value]) => (part as Readonly<Record<string, unknown>>)[name] === value);
  return said?.join(" = ");
}

/** @throws OptionError for a network or a layer that is told not to be trained in the way of other libraries, and would be. */
export function refuseUnread(network: Network, frozen: ReadonlySet<string>): void {
  const ofAll = unreadOf(network);
  if (ofAll !== undefined) {
    throw new OptionError(
      `The network has ${ofAll}, which isn't read. Which parameters don't learn is said to the training: ` +
        '{ frozen: ({ fullName }) => fullName.startsWith("0.") }.',
    );
  }
  for (const place of network.stack.allPlaces) {
    const said = unreadOf(place.layer);
    if (said === undefined || !learnsIn(place, frozen)) continue;
    throw new OptionError(
      `${place.label}, has ${said}, which isn't read. Give it to the training: ` +
        `{ frozen: ({ fullName }) => fullName.startsWith("${place.path}.") }.`,
    );
  }
}

/** What freezes parameters: their names, the optimizer without them, and kernels that spare their gradients. */
export const freezing: Freezing = {
  namesIn(network: Network, frozen: ((parameter: PartParameter) => boolean) | undefined): ReadonlySet<string> {
    if (frozen !== undefined && typeof frozen !== "function") {
      throw new OptionError(
        `frozen must be a function of a parameter, as in ({ fullName }) => fullName.startsWith("0."), but is ${show(frozen)}.`,
      );
    }
    const all = listParameters(network.stack);
    if (frozen !== undefined) checkChoice("frozen", frozen, all.map(chosenBy));
    const names = all.filter((place) => place.trainable === false || frozen?.(chosenBy(place)));
    if (names.length === all.length && all.length > 0) {
      throw new OptionError("All parameters of the network are frozen, so there is nothing to train.");
    }
    const frozenNames = new Set(names.map(({ fullName }) => fullName));
    refuseUnread(network, frozenNames);
    return frozenNames;
  },

  trained: (optimizer, frozen) => (frozen.size === 0 ? optimizer : new Trained(optimizer, frozen)),

  inPasses: (frozen) => ({
    learnsIn: (place) => learnsIn(place, frozen),
    holds: (place) => holds(place, frozen),
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
