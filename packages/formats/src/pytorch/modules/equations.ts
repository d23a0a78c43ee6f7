import {
  type ActivationEquations,
  type Equations,
  type FormulaEquations,
  OptionError,
  type Place,
  type PyTorchTensor,
  type Source,
  sizeOf,
  type WeightedSums,
} from "@nn/core/component";
import { isOwn, writtenFormula } from "../../written-formula.js";
import { indented, indexText, PythonNames, tupleText } from "../python/texts.js";
import { activationLines, graphOf, isOfRows } from "./activation.js";
import { formulaText } from "./formula.js";

/** A layer as a class of its own. */
export interface LayerClass {
  /** All but its first line. */
  readonly body: string;
  readonly tensors: Readonly<Record<string, PyTorchTensor>>;
  /** What it calls each branch. */
  readonly branches: Readonly<Record<string, string>>;
}

/** More numbers than these aren't listed index by index. */
const MOST = 100_000;

/** A list of numbers that are known by a name in `forward`. */
interface List {
  readonly name: string;
  readonly size: number;
}

/**
 * A layer by its equations, with parameters in its own shapes. `own_` before their names keeps them apart from all that modules of
 * PyTorch have by themselves.
 */
export function equationsClass({
  layer,
  label,
  inputShape,
  outputShape,
  parameters,
  state,
  branches,
}: Place): LayerClass {
  const attributes = new PythonNames();
  const names = new PythonNames("x");
  const tensors: Record<string, PyTorchTensor> = {};
  const init: string[] = ["super().__init__()"];
  const lines: string[] = [];
  const inside: Record<string, string> = {};
  const outputs = new Map<string, List>();
  for (const [name, places] of Object.entries(branches)) {
    const own = attributes.like(`own_${name}`);
    inside[name] = own;
    init.push(`self.${own} = ${own}`);
    const result = names.like(name);
    lines.push(`${result} = self.${own}(x).flatten(1)`);
    outputs.set(name, { name: result, size: sizeOf(places.at(-1)!.outputShape) });
  }
  const placed = new Map<string, { attribute: string; rank: number }>();
  for (const { name, shape } of parameters) {
    const attribute = attributes.like(`own_${name}`);
    placed.set(`parameter ${name}`, { attribute, rank: shape.length });
    tensors[attribute] = { parameter: name };
    init.push(`self.${attribute} = nn.Parameter(torch.empty(${tupleText(shape)}))`);
  }
  for (const { name, shape } of state) {
    const attribute = attributes.like(`own_${name}`);
    placed.set(`state ${name}`, { attribute, rank: shape.length });
    tensors[attribute] = { state: name };
    init.push(`self.register_buffer("${attribute}", torch.empty(${tupleText(shape)}))`);
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
    ...(init.length > 1
      ? [`def __init__(${["self", ...Object.values(inside)].join(", ")}):`, ...indented(init), ""]
      : []),
    "def forward(self, x):",
    ...indented(lines),
  ];
  return { body: indented(body).join("\n"), tensors, branches: inside };

  function set(text: string, size: number): List {
    const name = names.like("y");
    lines.push(`${name} = ${text}`);
    return { name, size };
  }

  function afterStep(step: Equations): List {
    if ("activation" in step) return afterActivation(step);
    if ("formula" in step) return afterFormula(step);
    if ("sums" in step) return afterSums(step);
    const weight = parameters.find(({ name }) => name === step.matrix) ?? refuse(`names the parameter ${step.matrix}`);
    const bias = step.bias === undefined ? "" : ` + ${whole("parameter", step.bias)}`;
    const [inputs, outputs] = weight.shape as [number, number];
    const rows = now.size / inputs;
    const given = rows === 1 ? now.name : `${now.name}.unflatten(1, ${tupleText([rows, inputs])})`;
    const result = `${given} @ ${whole("parameter", step.matrix)}${bias}`;
    return set(rows === 1 ? result : `(${result}).flatten(1)`, rows * outputs);
  }

  function afterActivation({ activation, row = now.size }: ActivationEquations): List {
    const isInRows = row !== now.size && isOfRows(graphOf(label, activation));
    const z = isInRows ? set(`${now.name}.unflatten(1, ${tupleText([now.size / row, row])})`, now.size).name : now.name;
    const written = activationLines(label, activation, z, names);
    lines.push(...written.lines);
    return set(isInRows ? `(${written.result}).flatten(1)` : written.result, now.size);
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

  function afterFormula(step: FormulaEquations): List {
    const { formula, size } = step;
    if (size > MOST) refuse(`has ${size} formulas`);
    const { letters, value, row } = writtenFormula(step, now.size, refuse);
    const arrays = letters.map((one) => {
      if (one === undefined) return undefined;
      if (one.sources.length > MOST) refuse(`has "${formula}" of ${one.sources.length} numbers`);
      const name = names.like(one.letter);
      lines.push(`${name} = ${tensor(one.sources, size, one.each)}`);
      return name;
    });
    const written = formulaText(label, value, { arrays: [undefined, ...arrays], size: String(row ?? 1) }, names);
    lines.push(...written.lines);
    const { result } = written;
    if (value.rank === 0) return set(`x.new_full((len(x), ${size}), ${result})`, size);
    const isOfParameters = letters.every((one) => one === undefined || isOwn(one.sources[0]!));
    // What parameters alone come to is the same for each example.
    if (isOfParameters) return set(`(${result}).reshape(${size}).expand(len(x), ${size})`, size);
    return set(row === undefined ? result : `(${result}).reshape(-1, ${size})`, size);
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
