import { type ArrayRows, sizeOf } from "@nn/core/component";
import { numberText, textText } from "./texts.js";

/** How a program goes from inputs by their names to numbers, and from outputs to such. */
export function namedRowsText({ inputs, outputs }: ArrayRows): string {
  const given = Object.entries(inputs).map(
    ([name, shape]) => `        numbers_of(rows, ${textText(name)}, ${sizeOf(shape)}),`,
  );
  const results = Object.entries(outputs);
  const sizes = results.map(([, shape]) => numberText(sizeOf(shape))).join(", ");
  const shapes = results.map(([, shape]) => `(-1, ${shape.join(", ")})`).join(", ");
  return `def numbers_of(rows, name, size):
    """One input of all examples, as rows."""
    return torch.tensor([row[name] for row in rows], dtype=torch.float64).reshape(len(rows), size)


def inputs_for(rows):
    """What the network takes, from the inputs of examples by their names."""
    columns = [
${given.join("\n")}
    ]
    return torch.cat(columns, 1)


def answers_for(outputs):
    """Outputs by their names."""
    names = [${results.map(([name]) => textText(name)).join(", ")}]
    parts = zip(outputs.reshape(len(outputs), -1).split([${sizes}], 1), [${shapes}])
    columns = [part.reshape(shape).tolist() for part, shape in parts]
    return [dict(zip(names, row)) for row in zip(*columns)]`;
}
