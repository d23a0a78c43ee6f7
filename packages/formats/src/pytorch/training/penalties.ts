import { checkChoice, checkOptions, lackOf, type Network, OptionError, type Penalty, show } from "@nn/core/component";
import { wholeList } from "../../whole-list.js";
import type { PlacedTensor } from "../layout.js";
import { numberText } from "../python/texts.js";
import { chosenText, partsOf } from "./chosen.js";

/** What parameters cost, as Python: functions, and what their sum is; nothing without penalties. */
interface PenaltiesText {
  readonly sources: readonly string[];
  readonly sum: string | undefined;
}

/** @throws OptionError for what is no list of penalties, and for one that PyTorch has no form for. */
export function penaltiesText(
  network: Network,
  tensors: readonly PlacedTensor[],
  penalties: readonly Penalty[],
): PenaltiesText {
  const sources = new Set<string>();
  const terms = penalties.map((penalty) => {
    const { source, named } = saidBy(penalty);
    sources.add(source);
    const name = /^def (\w+)\(/.exec(source)![1]!;
    const given = Object.entries(named).map(([key, value]) => `${key}=${numberText(value)}`);
    const of = penalty.of ?? (({ role }) => role === "weight");
    return `${name}(${[chosenText(network, tensors, of), ...given].join(", ")})`;
  });
  return { sources: [...sources], sum: terms.length === 0 ? undefined : terms.join(" + ") };
}

/** @throws OptionError for what is no list of penalties, and for one that chooses none of the parameters. */
export function checkPenalties(network: Network, penalties: readonly Penalty[]): readonly Penalty[] {
  if (!Array.isArray(penalties)) {
    throw new OptionError(
      `toPyTorchTraining: penalties must be a list, as in [new L2({ strength: 0.01 })], but is ${show(penalties)}.`,
    );
  }
  // Its own copy, as a list may have been made by anything.
  const all = wholeList(
    penalties,
    (place) => new OptionError(`toPyTorchTraining: penalties must be a list of them, but has nothing at ${place}.`),
  ) as readonly Penalty[];
  for (const [i, penalty] of all.entries()) {
    const lack = lackOf(penalty, ["value", "gradient"]);
    if (lack !== undefined) {
      throw new OptionError(
        `toPyTorchTraining: penalties[${i}] must be a penalty, such as new L2({ strength: 0.01 }), but is ${lack}`,
      );
    }
    if (penalty.of !== undefined) checkChoice(`${penalty.name}: of`, penalty.of, partsOf(network));
  }
  return all;
}

function saidBy(penalty: Penalty): { source: string; named: Readonly<Record<string, number>> } {
  const said = penalty.pytorch?.();
  if (said === undefined) {
    throw new OptionError(
      `toPyTorchTraining: the penalty ${penalty.name} can't be written for PyTorch, as it has no method pytorch(). Take L1 or L2, or give it one.`,
    );
  }
  const label = `${penalty.name}: what pytorch gives`;
  checkOptions(label, said as object, ["source", "named"]);
  const { source, named } = said;
  const areNumbers = Object(named) === named && Object.values(named).every((value) => typeof value === "number");
  if (typeof source === "string" && /^def \w+\(parameters\b/.test(source) && areNumbers) return said;
  throw new OptionError(
    `${label} must have a function of Python in source, "def l2(parameters, strength): …", and the numbers that it is given in named, but has ${show(source)} and ${show(named)}.`,
  );
}
