import { type ArrayRows, type Shape, sizeOf } from "@nn/core/component";
import { TYPE } from "../schema/types.js";
import { described, type Ends } from "./ends.js";
import type { GraphWriter } from "./graph-writer.js";

/** Arrays in and out by their names. */
export function namedEnds(writer: GraphWriter, rows: ArrayRows, inputShape: Shape): Ends {
  const type = TYPE[writer.dtype];
  const given = Object.entries(rows.inputs).map(([name, shape]) => ({ name: writer.name(name), shape }));
  const results = Object.entries(rows.outputs).map(([name, shape]) => ({ name: writer.name(name), shape }));
  const [inside, last] = [writer.name("network/inputs"), writer.name("network/outputs")];
  const flat = given.map((value) => writer.reshaped(`inputs/${value.name}`, value, [sizeOf(value.shape)]).name);
  const all = flat.length === 1 ? flat[0]! : writer.node("inputs", "Concat", flat, { integers: { axis: 1 } });
  const x = writer.reshaped("inputs", { name: all, shape: [sizeOf(inputShape)] }, inputShape);
  writer.add(inside, "Identity", [x.name], [inside]);
  const outputSize = results.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return {
    inputs: given.map(({ name, shape }) => described(name, type, shape)),
    x: { name: inside, shape: inputShape },
    last,
    outputs(y) {
      writer.add(last, "Identity", [y.name], [last]);
      const row = writer.reshaped("outputs", { ...y, name: last }, [outputSize]).name;
      const parts = results.map(({ name }) => writer.name(`outputs/${name}`));
      if (results.length === 1) writer.add(parts[0]!, "Identity", [row], parts);
      else {
        const sizes = writer.integers(results.map(({ shape }) => sizeOf(shape)));
        writer.add(writer.name("outputs/Split"), "Split", [row, sizes], parts, { integers: { axis: 1 } });
      }
      return results.map(({ name, shape }, i) => {
        writer.add(name, "Reshape", [parts[i]!, writer.integers([-1, ...shape])], [name]);
        return described(name, type, shape);
      });
    },
  };
}
