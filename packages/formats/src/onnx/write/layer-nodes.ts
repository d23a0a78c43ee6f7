import { arranged, type Operand, OptionError, type Place } from "@nn/core/component";
import { activationNodes } from "./activation-nodes.js";
import { equationNodes } from "./equation-nodes.js";
import type { GraphWriter } from "./graph-writer.js";
import type { LayerNumbers, Value } from "./value.js";
import type { WrittenLayer } from "./written-layer.js";

/** All layers of a stack, from the first to the last. */
export function stackNodes(
  writer: GraphWriter,
  places: readonly Place[],
  x: Value,
  numbersOf: (place: Place) => LayerNumbers,
): Value {
  let value = x;
  for (const place of places) {
    const branches = new Map(
      Object.entries(place.branches).map(([name, inside]) => [name, stackNodes(writer, inside, value, numbersOf)]),
    );
    value = layerNodes({ writer, place, x: value, numbers: numbersOf(place), branches });
  }
  return value;
}

function layerNodes(written: WrittenLayer): Value {
  const { layer, label } = written.place;
  if (layer.operators !== undefined) return operatorNodes(written);
  if (layer.equations !== undefined && layer.indexCount !== undefined) {
    throw new OptionError(
      `${label}, takes indices, and its equations differ from one to another, so that they can't be written in operators. Give it a method operators(), as Embedding has one.`,
    );
  }
  if (layer.equations !== undefined) return equationNodes(written);
  throw new OptionError(
    `${label}, says neither by operators nor by equations what it does, so that it can't be written in operators. Give it a method operators().`,
  );
}

/** What a layer itself says. */
function operatorNodes({ writer, place, x, numbers, branches }: WrittenLayer): Value {
  const { layer, label, path, inputShape, outputShape } = place;
  const names = new Map([["x", x.name]]);
  const refuse = (what: string): never => {
    throw new OptionError(`${label}: operators names ${what}, which there isn't.`);
  };
  const nameOf = (operand: Operand): string => {
    if (operand === "") return "";
    if (typeof operand === "string") return names.get(operand) ?? refuse(`"${operand}"`);
    if ("integers" in operand) return writer.integers(operand.integers);
    if ("branch" in operand) return branches.get(operand.branch)?.name ?? refuse(`the branch "${operand.branch}"`);
    if ("values" in operand) {
      const { values, ...arrangement } = operand;
      const own = arranged(Float64Array.from(values), [values.length], arrangement);
      return writer.numbers(`${path}.values`, own.values, own.shape);
    }
    const isParameter = "parameter" in operand;
    const { parameter, state, ...arrangement } = operand as { parameter?: string; state?: string };
    const name = (isParameter ? parameter : state)!;
    const { values, shape } = isParameter ? numbers.parameter(name) : numbers.state(name);
    const own = arranged(values, shape, arrangement);
    return writer.numbers(`${path}.${name}`, own.values, own.shape);
  };
  for (const node of layer.operators!(inputShape)) {
    const inputs = node.inputs.map(nameOf);
    if ("activation" in node) {
      const [output] = node.outputs;
      const { name } = activationNodes(writer, place, { name: inputs[0]!, shape: outputShape }, node.activation);
      names.set(output, name);
      continue;
    }
    const { operator, outputs, integers, floats } = node;
    const own = writer.name(`${path}/${operator}`);
    const given = outputs.map((output, i) => (output === "" ? "" : i === 0 ? own : writer.name(`${own}:${output}`)));
    writer.add(own, operator, inputs, given, { ...(integers && { integers }), ...(floats && { floats }) });
    for (const [i, output] of outputs.entries()) names.set(output, given[i]!);
  }
  return { name: names.get("y") ?? refuse('"y"'), shape: outputShape };
}
