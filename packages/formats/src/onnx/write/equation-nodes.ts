import {
  type Equations,
  type FormulaEquations,
  OptionError,
  type ParameterElement,
  type Source,
  sizeOf,
  writtenEquations,
} from "@nn/core/component";
import { isOwn, writtenFormula } from "../../written-formula.js";
import { activationNodes, isElementwise } from "./activation-nodes.js";
import { formulaNodes } from "./formula-nodes.js";
import type { Value } from "./value.js";
import type { WrittenLayer } from "./written-layer.js";

/** More numbers than these aren't listed index by index. */
const MOST = 4_000_000;

/** A layer in operators that follow from its equations. */
export function equationNodes({ writer, place, x, numbers, branches }: WrittenLayer): Value {
  const { label, path, inputShape, outputShape, layer } = place;
  const flat = (value: Value): Value => writer.reshaped(path, value, [sizeOf(value.shape)]);
  const inRows = (value: Value, row = sizeOf(value.shape)): Value => {
    if (value.shape.at(-1) === row) return value;
    const rows = sizeOf(value.shape) / row;
    return writer.reshaped(path, value, rows === 1 ? [row] : [rows, row]);
  };
  const lists: Value[] = [];
  let now = x;
  for (const step of layer.equations!(inputShape)) {
    now = afterStep(step);
    lists.push(now);
  }
  return writer.reshaped(path, now, outputShape);

  function afterStep(step: Equations): Value {
    if ("activation" in step) {
      const given = isElementwise(label, step.activation) ? now : inRows(now, step.row);
      return activationNodes(writer, place, given, step.activation);
    }
    if ("formula" in step) return afterFormula(step);
    const before = sizeOf(now.shape);
    if ("matrix" in step) {
      const { values, shape } = numbers.parameter(step.matrix);
      const weight = writer.numbers(`${path}.${step.matrix}`, values, shape);
      const bias = step.bias === undefined ? [] : [numbers.parameter(step.bias)];
      const biases = bias.map(({ values, shape }) => writer.numbers(`${path}.${step.bias}`, values, shape));
      const [inputs, outputs] = shape as [number, number];
      if (before === inputs) {
        return { name: writer.node(path, "Gemm", [flat(now).name, weight, ...biases]), shape: [outputs] };
      }
      const given = inRows(now, inputs);
      const sums = writer.node(path, "MatMul", [given.name, weight]);
      const name = biases.length === 0 ? sums : writer.node(path, "Add", [sums, ...biases]);
      return { name, shape: [...given.shape.slice(0, -1), outputs] };
    }
    const { sums } = writtenEquations(step, before, 0) as Extract<Equations, { sums: unknown }>;
    if (sums.length * before > MOST) refuse(`has a matrix of ${sums.length * before} numbers`);
    const matrix = new Float64Array(before * sums.length);
    const bias = new Float64Array(sums.length);
    for (const [to, { terms, bias: added }] of sums.entries()) {
      for (const { input, weight } of terms) matrix[input * sums.length + to]! += elementOf(weight);
      if (added !== undefined) bias[to] = elementOf(added);
    }
    const weight = writer.numbers(`${path}.sums`, matrix, [before, sums.length]);
    const biases = sums.some(({ bias }) => bias !== undefined)
      ? [writer.numbers(`${path}.added`, bias, [sums.length])]
      : [];
    return { name: writer.node(path, "Gemm", [flat(now).name, weight, ...biases]), shape: [sums.length] };
  }

  function afterFormula(step: FormulaEquations): Value {
    const { formula, size } = step;
    const { letters, value, row } = writtenFormula(step, sizeOf(now.shape), refuse);
    const [first, ...others] = letters;
    if (formula.trim() === first?.letter && others.length === 0 && first.sources.every((source, i) => source === i)) {
      return size === sizeOf(now.shape) ? now : { ...flat(now), shape: [size] };
    }
    const named = letters.map(
      (one) => one && tensor(one.letter, one.sources, one.each === undefined ? [] : [one.each]),
    );
    const name = formulaNodes(writer, path, value, { arrays: [undefined, ...named], size: row ?? 1 });
    const isOfParameters = letters.every((one) => one === undefined || isOwn(one.sources[0]!));
    if (isOfParameters) return forExamples(value.rank === 0 ? name : reshapedOnce(name, size), size);
    return row === undefined ? { name, shape: [size] } : writer.reshaped(path, { name, shape: [] }, [size], true);
  }

  /** Numbers without a dimension of examples. */
  function reshapedOnce(name: string, size: number): string {
    return writer.node(path, "Reshape", [name, writer.integers([size])]);
  }

  /** What parameters alone come to, which is the same for each example. */
  function forExamples(name: string, size: number): Value {
    const shape = writer.node(path, "Shape", [x.name]);
    const examples = writer.node(path, "Gather", [shape, writer.integers([0])], { integers: { axis: 0 } });
    const both = writer.node(path, "Concat", [examples, writer.integers([size])], { integers: { axis: 0 } });
    return { name: writer.node(path, "Expand", [name, both]), shape: [size] };
  }

  /** What a letter stands for, number by number. */
  function tensor(letter: string, sources: readonly Source[], inner: readonly number[]): string {
    const size = sources.length / (inner[0] ?? 1);
    const shape = inner.length === 0 ? [size] : [size, ...inner];
    const first = sources[0]!;
    if (isOwn(first)) {
      const values = sources.map((source) => elementOf(source as ParameterElement));
      return writer.numbers(`${path}.${letter}`, values, shape);
    }
    const from = listOf(first);
    const indices = sources.map((source) =>
      listOf(source) === from ? indexOf(source) : refuse("mixes what it reads"),
    );
    const given = flat(from);
    const isWhole = indices.length === sizeOf(from.shape) && indices.every((index, i) => index === i);
    const picked = isWhole
      ? given.name
      : writer.node(path, "Gather", [given.name, writer.integers(indices)], { integers: { axis: 1 } });
    return inner.length === 0 ? picked : writer.reshaped(path, { name: picked, shape: [] }, shape, true).name;
  }

  function elementOf(source: Source): number {
    if (typeof source === "object" && "parameter" in source) {
      return numbers.parameter(source.parameter).values[source.element] ?? refuse(`reads past ${source.parameter}`);
    }
    if (typeof source === "object" && "state" in source) {
      return numbers.state(source.state).values[source.element] ?? refuse(`reads past ${source.state}`);
    }
    return refuse("mixes what it reads");
  }

  function listOf(source: Source): Value {
    if (typeof source === "number") return now;
    if ("input" in source) return x;
    if ("list" in source) return lists[source.list] ?? refuse(`reads list ${source.list}`);
    if ("branch" in source) return branches.get(source.branch) ?? refuse(`reads the branch ${source.branch}`);
    return refuse("mixes what it reads");
  }

  function refuse(what: string): never {
    throw new OptionError(`${label} ${what}, which can't be written in operators. Give it a method operators().`);
  }
}

const indexOf = (source: Source): number =>
  typeof source === "number" ? source : "input" in source ? source.input : source.element;
