import { type Bounds, checkLearningRate, checkOptions, finiteNumber } from "@nn/core/component";

/** What a number is unless it is given, and what it has to keep to. */
export type Usual = readonly [value: number, bounds?: Bounds];

export const POSITIVE: Bounds = { above: 0 };
export const NOT_NEGATIVE: Bounds = { atLeast: 0 };
/** What a mean keeps of what it was. */
export const SHARE: Bounds = { atLeast: 0, below: 1 };

/**
 * The settings of an optimizer whose settings are numbers and a learning rate, with what isn't given.
 *
 * @throws OptionError for settings that it doesn't have, a negative learning rate, and numbers out of bounds.
 */
export function checkSettings<Options extends object>(
  kind: string,
  options: Options,
  usual: { readonly [Name in keyof Options]-?: Usual },
): Required<Options> {
  checkOptions(kind, options, Object.keys(usual));
  const given = options as Readonly<Record<string, number | undefined>>;
  const settings = Object.entries<Usual>(usual).map(([name, [value, bounds]]) => {
    const { [name]: setting = value } = given;
    const where = `${kind}: ${name}`;
    return [
      name,
      name === "learningRate" ? checkLearningRate(where, setting) : finiteNumber(where, setting, bounds),
    ] as const;
  });
  return Object.fromEntries(settings) as Required<Options>;
}
