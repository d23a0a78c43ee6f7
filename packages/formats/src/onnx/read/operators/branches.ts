import type { Layer, Shape } from "@nn/core/component";
import { Activate, Add, Concatenate, identity, Multiply } from "@nn/layers";
import { type Chain, dimensionsOf, type Flow, isStraight, layersOf } from "../flow.js";
import type { Joiner } from "../joiner.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, type Operator } from "../value.js";

/** So many branches, one in the other, a network may have. */
const DEEPEST = 100;

const MERGED: Readonly<Record<string, new (...stacks: (readonly Layer[])[]) => Layer>> = {
  Add,
  Mul: Multiply,
  Concat: Concatenate,
};

/** The links of a chain, the last one first. */
function linksOf(chain: Chain): Chain[] {
  const links: Chain[] = [];
  for (let link: Chain | undefined = chain; link !== undefined; link = link.before) links.push(link);
  return links;
}

/** What the layers of several flows give, from the last one that all of them come through, put together. */
export function merged(
  node: NodePlace,
  given: readonly Flow[],
  joiner: Joiner,
  shapeOf: (all: readonly Shape[]) => Shape,
): Flow {
  const flows = given.map((flow) => joiner.flattened(node, flow));
  const isPlain = flows.every((flow) => flow.order === undefined && !flow.isFlat && isStraight(flow));
  const ranks = new Set(flows.map((flow) => dimensionsOf(flow).length));
  node.expect(isPlain && ranks.size === 1, "its operands lie in different orders.");
  const [first, ...others] = flows.map(({ chain }) => linksOf(chain)) as [Chain[], ...Chain[][]];
  const common = first.find((link) => others.every((links) => links.includes(link)));
  if (common === undefined) return node.refuse("its operands have nothing in common.");
  const stacks = flows.map(({ chain }) => layersOf(chain, common));
  const numbers = stacks.flatMap(({ numbers }, i) =>
    Object.entries(numbers).map(([name, values]) => [`branch${i}.${name}`, values] as const),
  );
  const Made = MERGED[node.operator]!;
  const chain: Chain = {
    before: common,
    shape: shapeOf(flows.map(({ chain: { shape } }) => shape)),
    make: () => new Made(...stacks.map(({ layers }) => (layers.length > 0 ? layers : [new Activate(identity)]))),
    numbers: Object.fromEntries(numbers),
    depth: 1 + Math.max(...flows.map(({ chain: { depth } }) => depth)),
  };
  node.expect(chain.depth <= DEEPEST, `more than ${DEEPEST} branches lie in one another.`);
  return { ...flows[0]!, chain };
}

/** Side by side along the last dimension. Numbers of the file, such as sizes, are one list. */
export const concatenated: Operator = (node: NodePlace, inputs, joiner) => {
  const lists = inputs.filter(isConstant);
  if (lists.length === inputs.length && lists.length > 0 && lists.every(({ shape }) => shape.length === 1)) {
    const values = Float64Array.from(lists.flatMap((list) => Array.from(list.values)));
    joiner.take(node, values.length);
    return [{ values, shape: [values.length], type: lists[0]!.type }];
  }
  if (inputs.length < 2 || !inputs.every(isFlow)) return node.refuse("it takes two or more that come from the input.");
  const last = dimensionsOf(inputs[0]!).length - 1;
  const axis = node.integer("axis", 0);
  node.expect(axis === -1 || axis === last, "only the last dimension is known.");
  return [
    merged(node, inputs, joiner, (shapes) => {
      const leading = shapes[0]!.slice(0, -1);
      const isSame = shapes.every((shape) => shape.slice(0, -1).join() === leading.join());
      node.expect(isSame, "its operands have different shapes.");
      return [...leading, shapes.reduce((sum, shape) => sum + shape.at(-1)!, 0)];
    }),
  ];
};
