import { isPlain, isRecord, kindOf } from "@nn/numerics";
import { lackOf } from "../components/component.js";
import { LAYER } from "../network/check-layers.js";
import { onText } from "./foreign-names.js";

/** What to do about a value that came too early, with a space before it; empty for any other. */
export function onPromise(value: unknown): string {
  return kindOf(value) === "Promise" ? " Wait for it first, with await." : "";
}

/** What to do about something else than a component, with a space before it. */
export function onComponent(given: unknown, methods: readonly string[]): string {
  if (given === undefined) return " Is it imported, and is there one of that name?";
  if (typeof given === "function") return onClass(given, methods);
  if (typeof given === "string") return onText(given, methods);
  const isCopy = isPlain(given) && "name" in given && methods.every((method) => !(method in given));
  return isCopy ? " A copy made by { ...spread } has none of the methods of its class." : onPromise(given);
}

function onClass(maker: { readonly prototype?: unknown }, methods: readonly string[]): string {
  const { prototype } = maker;
  const makes = typeof prototype === "object" && prototype !== null && methods.every((method) => method in prototype);
  return makes ? " Make one with new." : "";
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
