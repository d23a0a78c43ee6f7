import { type Bounds, checkLearningRate, checkOptions, finiteNumber, type LearningRate } from "@nn/core/component";

/** Passes a setting on, or refuses it with its place. */
type Check = (where: string, given: number) => LearningRate;

/** What a number is unless it is given, and what looks at it. */
export type Usual = readonly [value: number, check: Check];

/** A check for a finite number within bounds. */
export const within =
  (bounds: Bounds): Check =>
  (where, given) =>
    finiteNumber(where, given, bounds);

export const RATE: Check = checkLearningRate;
export const POSITIVE: Check = /* @__PURE__ */ within({ above: 0 });
export const NOT_NEGATIVE: Check = /* @__PURE__ */ within({ atLeast: 0 });
/** What a mean keeps of what it was. */
export const SHARE: Check = /* @__PURE__ */ within({ atLeast: 0, below: 1 });

/**
 * The settings of an optimizer whose settings are numbers and a learning rate, with what isn't given.
 *
 * @throws OptionError for settings that it doesn't have, and for what a check refuses.
 */
export function checkSettings<Options extends object>(
  kind: string,
  options: Options,
  usual: { readonly [Name in keyof Options]-?: Usual },
): Required<Options> {
  checkOptions(kind, options, Object.keys(usual));
  const given = options as Readonly<Record<string, number | undefined>>;
  const settings = Object.entries<Usual>(usual).map(([name, [value, check]]) => {
    const { [name]: setting = value } = given;
    return [name, check(`${kind}: ${name}`, setting)] as const;
  });
  return Object.fromEntries(settings) as Required<Options>;
}
