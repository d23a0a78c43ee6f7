import {
  Computation,
  type Equations,
  type FormulaEquations,
  OptionError,
  operationsOf,
  type Place,
  type PyTorchTensor,
  type Source,
  sizeOf,
  type WeightedSums,
} from "@nn/core/component";
import { activationLines } from "./activation.js";
import { formulaText } from "./formula.js";
import { indented, indexText, PythonNames, tupleText } from "./python.js";

/** A layer as a class of its own. */
export interface LayerClass {
  /** All but its first line. */
  readonly body: string;
  readonly tensors: Readonly<Record<string, PyTorchTensor>>;
}

/** More numbers than these aren't listed index by index. */
const MOST = 100_000;

/** What a module of PyTorch has by itself. */
const ATTRIBUTES =
  "training train eval type half double cuda cpu xpu ipu to apply add modules children parameters buffers state_dict compile " +
  "register zero_grad dump_patches share_memory extra_repr requires_grad_ T_destination bfloat16 named_modules named_parameters";

/** A list of numbers that are known by a name in `forward`. */
interface List {
  readonly name: string;
  readonly size: number;
}

/** A layer by its equations, with parameters under its own names and in its own shapes. */
export function equationsClass({
  layer,
  label,
  inputShape,
  outputShape,
  parameters,
  state,
  branches,
}: Place): LayerClass {
  const attributes = new PythonNames(...ATTRIBUTES.split(" "));
  const names = new PythonNames("x");
  const tensors: Record<string, PyTorchTensor> = {};
  const init: string[] = ["super().__init__()"];
  const lines: string[] = [];
  const branchNames = Object.keys(branches);
  const outputs = new Map<string, List>();
  for (const name of branchNames) {
    const own = attributes.like(name);
    if (own !== name) refuse(`has a branch ${name}, which is no name in Python`);
    const inside = branches[name]!.at(-1)!;
    init.push(`self.${own} = ${own}`);
    const result = names.like(own);
    lines.push(`${result} = self.${own}(x).flatten(1)`);
    outputs.set(name, { name: result, size: sizeOf(inside.outputShape) });
  }
  const placed = new Map<string, { attribute: string; rank: number }>();
  for (const each of parameters) {
    const attribute = attributes.like(each.name);
    placed.set(`parameter ${each.name}`, { attribute, rank: each.shape.length });
    tensors[attribute] = { parameter: each.name };
    init.push(`self.${attribute} = nn.Parameter(torch.empty(${tupleText(each.shape)}))`);
  }
  for (const each of state) {
    const attribute = attributes.like(each.name);
    placed.set(`state ${each.name}`, { attribute, rank: each.shape.length });
    tensors[attribute] = { state: each.name };
    init.push(`self.register_buffer("${attribute}", torch.empty(${tupleText(each.shape)}))`);
  }
  const x: List = { name: "x", size: sizeOf(inputShape) };
  if (inputShape.length > 1) lines.push("x = x.flatten(1)");
  const lists: List[] = [];
  let now = x;
  for (const step of layer.equations!(inputShape)) {
    now = afterStep(step);
    lists.push(now);
  }
  lines.push(
    outputShape.length > 1 ? `return ${now.name}.unflatten(1, ${tupleText(outputShape)})` : `return ${now.name}`,
  );
  const body = [
    ...(init.length > 1 ? [`def __init__(${["self", ...branchNames].join(", ")}):`, ...indented(init), ""] : []),
    "def forward(self, x):",
    ...indented(lines),
  ];
  return { body: indented(body).join("\n"), tensors };

  function set(text: string, size: number): List {
    const name = names.like("y");
    lines.push(`${name} = ${text}`);
    return { name, size };
  }

  function afterStep(step: Equations): List {
    if ("activation" in step) {
      const written = activationLines(label, step.activation, now.name, names);
      lines.push(...written.lines);
      return set(written.result, now.size);
    }
    if ("formula" in step) return afterFormula(step);
    if ("sums" in step) return afterSums(step);
    const weight = parameters.find(({ name }) => name === step.matrix) ?? refuse(`names the parameter ${step.matrix}`);
    const bias = step.bias === undefined ? "" : ` + ${whole("parameter", step.bias)}`;
    return set(`${now.name} @ ${whole("parameter", step.matrix)}${bias}`, weight.shape[1]!);
  }

  /** A matrix that is filled number by number. */
  function afterSums({ sums }: WeightedSums): List {
    const terms = sums.flatMap(({ terms }, to) => terms.map(({ input, weight }) => ({ at: [input, to], ...weight })));
    const added = sums.flatMap(({ bias }, to) => (bias === undefined ? [] : [{ at: [to], ...bias }]));
    const matrix = filled([now.size, sums.length], terms);
    const bias = added.length === 0 ? "" : ` + ${filled([sums.length], added)}`;
    return set(`${now.name} @ ${matrix}${bias}`, sums.length);
  }

  function filled(
    shape: readonly number[],
    entries: readonly { readonly at: readonly number[]; readonly parameter: string; readonly element: number }[],
  ): string {
    if (entries.length > MOST) refuse(`has sums of ${entries.length} terms`);
    let text = `x.new_zeros(${tupleText(shape)})`;
    for (const name of new Set(entries.map(({ parameter }) => parameter))) {
      const own = entries.filter(({ parameter }) => parameter === name);
      const places = shape.map((_, axis) => `torch.tensor([${own.map(({ at }) => at[axis]).join(", ")}])`);
      const values = picked(
        "parameter",
        name,
        own.map(({ element }) => element),
      );
      text = `${text}.index_put((${places.join(", ")},), ${values}, accumulate=True)`;
    }
    return text;
  }

  function afterFormula({ formula, size, reads }: FormulaEquations): List {
    const before = new Float64Array(now.size);
    if (size > MOST) refuse(`has ${size} formulas`);
    const all = Array.from({ length: size }, (_, index) => reads(index, before));
    const letters = Object.keys(all[0] ?? {});
    const count = (read: Source | readonly Source[] | undefined): number => (Array.isArray(read) ? read.length : 0);
    const length = Math.max(...letters.map((letter) => count(all[0]![letter])));
    let hasNumbers = false;
    const arrays = letters.map((letter) => {
      const sources = all.map((read) => read[letter]!);
      const own = count(sources[0]);
      if (sources.some((read) => count(read) !== own) || (own > 0 && own !== length)) {
        refuse(`has "${formula}" with lists of different lengths`);
      }
      const listed = sources.flatMap((read): readonly Source[] => (Array.isArray(read) ? read : [read as Source]));
      if (listed.length > MOST) refuse(`has "${formula}" of ${listed.length} numbers`);
      const text = tensor(listed, size, length === 0 ? undefined : own || 1);
      hasNumbers ||= !text.startsWith("self.");
      const name = names.like(letter);
      lines.push(`${name} = ${text}`);
      return name;
    });
    if (letters.length > 5) refuse(`has "${formula}" with more than 5 letters`);
    const computation = new Computation({
      name: label,
      arrays: ["result", ...letters],
      lines: [`result = ${formula}`],
    });
    const { value } = operationsOf(computation).stores[0]!;
    const written = formulaText(
      label,
      value,
      { arrays: [undefined, ...arrays], size: String(Math.max(length, 1)) },
      names,
    );
    lines.push(...written.lines);
    if (!hasNumbers) return set(`(${written.result}).expand(len(x), ${size})`, size);
    return set(length === 0 ? written.result : `(${written.result}).reshape(-1, ${size})`, size);
  }

  /** What a letter stands for, number by number. */
  function tensor(sources: readonly Source[], size: number, inner: number | undefined): string {
    const first = sources[0]!;
    if (typeof first === "object" && ("parameter" in first || "state" in first)) {
      const [what, name] =
        "parameter" in first ? (["parameter", first.parameter] as const) : (["state", first.state] as const);
      const elements = sources.map((source) => {
        const own =
          typeof source === "object" && what in source
            ? (source as unknown as Record<string, unknown>)[what]
            : undefined;
        return own === name ? (source as { element: number }).element : refuse("mixes what it reads");
      });
      const text = picked(what, name, elements);
      return inner === undefined ? text : `${text}.reshape(${size}, ${inner})`;
    }
    const from = listOf(first);
    const indices = sources.map((source) =>
      listOf(source) === from ? indexOf(source) : refuse("mixes what it reads"),
    );
    const isWhole = indices.length === from.size && indices.every((index, i) => index === i);
    const text = isWhole ? from.name : `${from.name}[:, ${indexText(indices)}]`;
    return inner === undefined ? text : `${text}.unflatten(1, (${size}, ${inner}))`;
  }

  function whole(what: "parameter" | "state", name: string): string {
    const found = placed.get(`${what} ${name}`);
    return found === undefined ? refuse(`names the ${what} ${name}`) : `self.${found.attribute}`;
  }

  function picked(what: "parameter" | "state", name: string, elements: readonly number[]): string {
    const flat = placed.get(`${what} ${name}`)?.rank === 1 ? "" : ".flatten()";
    return `${whole(what, name)}${flat}[${indexText(elements)}]`;
  }

  function listOf(source: Source): List {
    if (typeof source === "number") return now;
    if ("input" in source) return x;
    if ("list" in source) return lists[source.list] ?? refuse(`reads list ${source.list}`);
    if ("branch" in source) return outputs.get(source.branch) ?? refuse(`reads the branch ${source.branch}`);
    return refuse("mixes what it reads");
  }

  function refuse(what: string): never {
    throw new OptionError(`${label} ${what}, which can't be written for PyTorch. Give it a method pytorch().`);
  }
}

const indexOf = (source: Source): number =>
  typeof source === "number" ? source : "input" in source ? source.input : source.element;
