import { type GraphNode, OptionError, type RunnableRule } from "@nn/core/component";
import { formulaText } from "../modules/formula.js";
import { indented, PythonNames, textText } from "../python/texts.js";
import { settingLetters, slotLetters, storesOf } from "./stores.js";

/** An optimizer as a class of Python. */
interface RuleText {
  readonly source: string;
  /** What the class calls each setting of the rule, in the order of `settings`. */
  readonly settings: readonly string[];
}

/** What an update calls something else. */
const OWN = ["w", "g", "t", "group", "state", "parameters", "settings", "moved"];

/**
 * A rule as an optimizer of PyTorch, parameter by parameter.
 *
 * @param name - What the class is to be called.
 * @param label - The optimizer, as messages name it.
 * @throws OptionError for a rule that goes over all parameters together: PyTorch has them one by one, in another order.
 */
export function ruleText(name: string, label: string, rule: RunnableRule): RuleText {
  const names = new PythonNames(...OWN);
  const settings = settingLetters(rule).map((letter) => names.like(letter));
  const slots = slotLetters(rule).map((letter) => names.like(letter));
  const moved = slots.map((slot) => names.like(`new_${slot}`));
  const arrays = ["w", "g", ...slots];
  const stores = storesOf(rule);
  if (stores.some(({ value }) => isOverAll(value))) {
    throw new OptionError(
      `toPyTorchTraining: ${label} goes over all parameters together, and can't be written for PyTorch, which has them one by one.`,
    );
  }
  const known = new Map<GraphNode, string>();
  const update: string[] = [];
  for (const { array, value } of stores) {
    const given = { arrays, size: "w.numel()", scalars: [...settings, "t"], known };
    const { lines: before, result } = formulaText(label, value, given, names);
    const out = array === 0 ? "moved" : moved[array - 2]!;
    update.push(...before, `${out} = ${result}`);
    known.set(value, out);
  }
  const isWritten = (i: number): boolean => stores.some(({ array }) => array === i + 2);
  const first = ["t=0", ...slots.map((slot) => `${slot}=torch.zeros_like(w)`)].join(", ");
  const body = [
    "g, state = w.grad, self.state[w]",
    "if not state:",
    `    state.update(${first})`,
    'state["t"] += 1',
    't = state["t"]',
    ...slots.map((slot) => `${slot} = state[${textText(slot)}]`),
    ...update,
    ...slots.flatMap((slot, i) => (isWritten(i) ? [`state[${textText(slot)}] = ${moved[i]}`] : [])),
    "w.copy_(moved)",
  ];
  return {
    settings,
    source: `class ${name}(torch.optim.Optimizer):
    """${rule.lines.join("; ")}"""

    def __init__(self, parameters, **settings):
        super().__init__(parameters, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
${indented(
  settings.map((setting) => `${setting} = group[${textText(setting)}]`),
  3,
).join("\n")}
            for w in group["params"]:
                if w.grad is None:
                    continue
${indented(body, 4).join("\n")}`,
  };
}

/** Whether a value is of all parameters, of their number, or of where one stands. */
function isOverAll({ operation, inputs }: GraphNode): boolean {
  return /^(sum|largest|extent|index)$/.test(operation) || inputs.some(isOverAll);
}
