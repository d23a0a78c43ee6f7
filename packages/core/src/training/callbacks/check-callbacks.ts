import { isRecord, OptionError, show } from "@nn/numerics";
import { refuseApart } from "../../advice/foreign/foreign-options.js";
import { isThing } from "../../components/thing.js";
import type { Callback } from "./callback.js";

const HOOKS = ["started", "stepped", "reported", "ended"] as const;
const EXAMPLE = '{ name: "print", reported: ({ loss }) => console.log(loss) }';

/**
 * The options of `fit` that the network of `@nn/core` has and that of `@nn/core/plain` lacks.
 *
 * @throws OptionError for callbacks that are none, and for changes of nothing.
 */
export function moreFitOptions(options: unknown): readonly string[] {
  refuseApart("fit", options);
  const { callbacks, from, changed } = isRecord(options) ? options : {};
  if (callbacks !== undefined) checkCallbacks(callbacks);
  checkChangedFrom(from, changed);
  return ["callbacks", "from", "changed", "classWeights"];
}

/** @throws OptionError for changes of nothing. */
function checkChangedFrom(from: unknown, changed: unknown): void {
  if (changed === undefined || from !== undefined) return;
  throw new OptionError("changed names settings that differ from those of from, which isn't given.");
}

/** @throws OptionError for callbacks that are none. */
export function checkCallbacks(callbacks: unknown): void {
  if (!Array.isArray(callbacks)) {
    throw new OptionError(
      `callbacks must be a list, as in { callbacks: [new EarlyStopping()] }, but is ${show(callbacks)}.`,
    );
  }
  const names = new Set<string>();
  for (const [i, callback] of callbacks.entries()) {
    const { name } = checkCallback(callback, `callbacks[${i}]`);
    if (names.has(name)) {
      throw new OptionError(
        `Two callbacks are called ${show(name)}, and what they remember is kept by name. Rename one.`,
      );
    }
    names.add(name);
  }
}

function checkCallback(callback: unknown, where: string): Callback {
  const given = isThing(callback) ? (callback as Partial<Callback>) : {};
  if (typeof given.name !== "string" || !HOOKS.some((hook) => given[hook] !== undefined)) {
    throw new OptionError(
      `${where} must be an object with a name and at least one of started, stepped, reported and ended, as in ` +
        `${EXAMPLE}, but is ${show(callback)}.`,
    );
  }
  for (const hook of [...HOOKS, "state", "restore"] as const) {
    if (given[hook] === undefined || typeof given[hook] === "function") continue;
    throw new OptionError(
      `${hook} of the callback ${show(given.name)} must be a function, but is ${show(given[hook])}.`,
    );
  }
  return given as Callback;
}

/**
 * Checks that what callbacks remember in a state is taken up.
 *
 * @throws OptionError where nothing takes it.
 */
export function checkRemembered(
  remembered: Readonly<Record<string, unknown>>,
  callbacks: readonly Callback[] = [],
): void {
  for (const name of Object.keys(remembered)) {
    const callback = callbacks.find((each) => each.name === name);
    if (callback?.restore !== undefined) continue;
    throw new OptionError(
      `from has what the callback ${show(name)} remembers, but ${callback ? "it has no restore that takes it" : "this training has no such callback"}. ` +
        `Give it one; or, to go on without, leave that out of the state: { ...from, callbacks: {} }.`,
    );
  }
}
