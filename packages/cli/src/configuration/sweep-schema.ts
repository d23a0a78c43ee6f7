import * as v from "valibot";
import type { SweepConfiguration } from "./sweep-types.js";

const COUNT = "a whole number of at least 1|un nombre entier, au moins 1";
const count = v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(1, COUNT));
const text = v.string("a text|un texte");
const ENDS = "two numbers, [0.001, 1]|deux nombres, [0.001, 1]";
const ends = v.strictTuple([v.number(ENDS), v.number(ENDS)], ENDS);
const SETTING =
  'a list of values, or a distribution: { "uniform": [0, 1] }, { "logUniform": [0.001, 1] }, { "integer": [4, 64] }|' +
  'une liste de valeurs, ou une distribution : { "uniform": [0, 1] }, { "logUniform": [0.001, 1] }, { "integer": [4, 64] }';
const setting = v.union(
  [
    v.array(v.unknown()),
    v.strictObject({ uniform: ends }),
    v.strictObject({ logUniform: ends }),
    v.strictObject({ integer: ends }),
  ],
  SETTING,
);

/** What the section `"sweep"` is. */
export const sweepSchema: v.GenericSchema<unknown, SweepConfiguration> = v.strictObject(
  {
    method: v.picklist(["grid", "random", "halving"], '"grid", "random" or "halving"|"grid", "random" ou "halving"'),
    space: v.record(text, setting, "settings by their places|des réglages par leurs places"),
    trials: v.exactOptional(count),
    seed: v.exactOptional(v.union([text, v.number("a number|un nombre")], "a text or a number|un texte ou un nombre")),
    figure: v.exactOptional(text),
    better: v.exactOptional(v.picklist(["less", "more"], '"less" or "more"|"less" ou "more"')),
    leastEpochs: v.exactOptional(count),
    factor: v.exactOptional(count),
  },
  'the section "sweep", an object|la section "sweep", un objet',
);
