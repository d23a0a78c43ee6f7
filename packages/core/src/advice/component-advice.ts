import { isPlain, isRecord, kindOf, OptionError, printable, told } from "@nn/numerics";
import { lackOf } from "../components/component.js";
import { handle, isPromise } from "../components/promises.js";
import { isThing } from "../components/thing.js";
import { LAYER } from "../network/stack/check-layers.js";
import { onText } from "./foreign/foreign-names.js";

/** What to do about a value that came too early, with a space before it; empty for any other. */
export function onPromise(value: unknown): string {
  return kindOf(value) === "Promise" ? " Wait for it first, with await." : "";
}

/** What to do about something else than a component, with a space before it. */
export function onComponent(given: unknown, methods: readonly string[]): string {
  if (given === undefined) return " Is it imported, and is there one of that name?";
  if (typeof given === "function") return onClass(given, methods);
  if (typeof given === "string") return onText(given, methods);
  if (!isPlain(given) || !("name" in given)) return onPromise(given);
  const functions = Object.entries(given).flatMap(([key, value]) => (typeof value === "function" ? [key] : []));
  if (methods.some((method) => functions.includes(method))) return "";
  const isCopy = functions.length === 0 && methods.every((method) => !(method in given));
  return isCopy
    ? " A copy made by { ...spread } has none of the methods of its class."
    : ` It lacks ${methods.join(" and ")}.`;
}

function onClass(maker: { readonly prototype?: unknown }, methods: readonly string[]): string {
  const { prototype } = maker;
  // An arrow function has no prototype.
  return isThing(prototype) && methods.every((method) => method in prototype) ? " Make one with new." : "";
}

/** What was given in the place of options, where that is a layer, an activation, a loss: something with a name that does something. */
export function onOptions(given: object, known: readonly string[]): string | undefined {
  const acts = !isPlain(given) || Object.values(given).some((value) => typeof value === "function");
  const isComponent = acts && "name" in given && typeof given.name === "string" && !known.includes("name");
  return isComponent ? `${printable(given.name as string)} itself` : undefined;
}

/** @throws OptionError for the promise that an asynchronous method gives where nothing is awaited. */
export function onReturned(where: string, returned: unknown): void {
  if (!isPromise(returned)) return;
  handle(returned);
  throw new OptionError(
    `${told(where)} gives a promise, but it isn't awaited: its numbers must be written when it returns. ` +
      "Await what it needs beforehand, and leave out `async`.",
  );
}

/** What to do about something else than a list of layers, with a space before it. */
export function onLayers(given: unknown): string {
  return lackOf(given, LAYER) === undefined ? " Put square brackets around the layers." : "";
}

/** What to do about a network among the layers, with a space before it. */
export function onLayer(given: unknown): string {
  return isRecord(given) && "stack" in given && "layers" in given ? " Its layers go in as ...network.layers." : "";
}

/** What to do about a number in the place of a shape, with a space before it. */
export function onShape(given: unknown): string {
  return typeof given === "number" ? ` Write [${given}].` : "";
}
