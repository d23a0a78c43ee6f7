import { OptionError, printable, type Registrable, Registry, show, suggestion } from "@nn/core/component";
import { pipelineKinds } from "@nn/data";
import { layerKinds } from "@nn/layers";
import { lossKinds } from "@nn/losses";
import { optimizerKinds } from "@nn/optim";
import { wholeList } from "../whole-list.js";
import { DEEPEST } from "./plain-data.js";

/** All kinds of ours that a file may have. */
export const OURS: readonly Registrable[] = [...layerKinds, ...lossKinds, ...optimizerKinds, ...pipelineKinds];

/**
 * What makes the components of a file.
 *
 * @param kinds - Those of others, as users give them.
 * @param ours - Those of ours that it may have; all unless given.
 * @throws OptionError for what says no kind of its own.
 */
export function registryWith(kinds: readonly Registrable[] = [], ours: readonly Registrable[] = OURS): Registry {
  const refuse = (got: string) =>
    new OptionError(`kinds takes a list of components and their classes, { kinds: [Scale] }, but got ${got}.`);
  if (!Array.isArray(kinds)) throw refuse(show(kinds));
  const own = wholeList(kinds, (place) => refuse(`one with nothing at ${place}`)) as readonly Registrable[];
  return new Registry([...ours, ...own]);
}

/**
 * Looks that all kinds in a description are known, those of its settings as well.
 *
 * @param remedy - What to do about one of another kind, by the name of its variable.
 * @throws OptionError with the place and the remedy.
 */
export function checkKinds(
  said: unknown,
  place: string,
  known: readonly string[],
  remedy: (name: string) => string,
  depth = 0,
  looked: Set<object> = new Set(),
): void {
  if (typeof said !== "object" || said === null || depth > DEEPEST) return;
  // A list that holds itself twice would be looked through 2¹⁰⁰ times.
  if (looked.has(said)) return;
  looked.add(said);
  const { kind } = said as { readonly kind?: unknown };
  if (typeof kind === "string" && kind !== "number" && !known.includes(kind)) {
    const name = /^[A-Za-z_$][\w$]{0,60}$/.test(kind) ? kind : "theComponent";
    throw new OptionError(
      `${place} is of the kind ${show(kind)}, which isn't one of @nn. ${suggestion(kind, known)} ${remedy(printable(name))}`,
    );
  }
  for (const [name, each] of Object.entries(said)) {
    const inner = Array.isArray(said)
      ? `${place}[${name}]`
      : kind !== undefined && name === "settings"
        ? place
        : `${place}.${name}`;
    checkKinds(each, inner, known, remedy, depth + 1, looked);
  }
}
