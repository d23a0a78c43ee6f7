import type { Look, LookedAt } from "../../engine/look.js";
import type { State } from "../../state/state.js";
import { type Shown, wordsOf } from "../words.js";
import { imageLayout } from "./image-layout.js";
import { denseLayout, type Line, RADIUS } from "./layout.js";
import type { PlacedPicture } from "./picture.js";
import { type Box, freePlace, HEIGHT, ROOM_HEIGHT } from "./places.js";

/** The widths of a letter of a number and of one of a gradient, and how high both are together; for a room both are larger. */
const DESK = { letter: 9.4, small: 7.2, height: HEIGHT };
const ROOM = { letter: 10.2, small: 10.2, height: ROOM_HEIGHT };
/** What is left on both sides of them. */
const MARGIN = 14;
/** A neuron's circle, of rectangles. */
const ROUND = [
  [2 * RADIUS, 40],
  [64, 64],
  [40, 2 * RADIUS],
] as const;
export interface DiagramNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Nothing before the outputs are computed, nor of an input. */
  readonly sum: Shown | null;
  readonly output: Shown | null;
  readonly label: string;
  readonly isLit: boolean;
}

/** A weight with its line, or a bias with a line of no length. */
export interface DiagramEdge {
  readonly id: string;
  /** Of a bias there is none. */
  readonly from: string | null;
  readonly to: string;
  readonly line: Line;
  readonly thickness: number;
  readonly isNegative: boolean;
  readonly value: Shown;
  readonly gradient: Shown | null;
  /** Where the numbers are; null where there is no room, but for the selected one. */
  readonly at: Box | null;
  readonly label: string;
  readonly isSelected: boolean;
  readonly isLit: boolean;
}

export interface DiagramScene {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  /** Of images: what becomes of them. */
  readonly pictures: readonly PlacedPicture[];
}

/** With the gradients, where they are known. */
export function diagramScene(seen: Look, state: State, isKnown: boolean, litPlaces: readonly string[]): DiagramScene {
  const { phase } = state.at;
  const { texts, number } = wordsOf(state.look);
  const { filters, sizes } = state.model;
  const layout = filters === undefined ? denseLayout(sizes) : imageLayout(seen, filters, sizes, phase, texts);
  const { width, height, inputs, neurons, pictures, endsOf } = layout;
  const nodes = [...inputs, ...neurons].map(({ id, x, y }, i): DiagramNode => {
    const isInput = i < inputs.length;
    const output = isInput || phase > 0 ? number(seen.values[id]!) : null;
    const sum = isInput || output === null ? null : number(seen.values[`z_${id}`]!);
    const parts = [...(sum ? [`z = ${sum.text}`] : []), output?.text ?? texts.notComputed];
    return { id, x, y, sum, output, label: texts.node(id, parts), isLit: litPlaces.includes(id) };
  });
  const placed = new Map(seen.parameters.map((parameter) => [parameter, endsOf(parameter)]));
  const taken = [
    ...nodes.flatMap(({ x, y }): Box[] => ROUND.map(([width, height]) => ({ x, y, width, height }))),
    ...pictures.map(({ at }) => at),
    ...[...placed.values()].flatMap(({ at }) => at ?? []),
  ];
  const selected = seen.explanation.parameter.name;
  const { letter, small, height: high } = state.look.size === "room" ? ROOM : DESK;
  const edgeOf = (parameter: LookedAt): DiagramEdge => {
    const { name: id, value, gradient } = parameter;
    const { from, to, line, along, at: own } = placed.get(parameter)!;
    const shown = { value: number(value), gradient: isKnown ? number(gradient) : null };
    const wide = Math.max(
      letter * (id.length + 1 + shown.value.text.length),
      small * (shown.gradient?.text.length ?? 0),
    );
    const found = own
      ? null
      : freePlace(along, from === null ? RADIUS : null, { width: MARGIN + wide, height: high }, taken, width);
    if (found) taken.push(found);
    return {
      id,
      from,
      to,
      line,
      thickness: Math.min(8, 1.5 + 1.5 * Math.abs(value)),
      isNegative: value < 0,
      ...shown,
      at: own ?? found,
      label: texts.parameter(id, from, to, shown.value.text, shown.gradient?.text ?? texts.notComputed),
      isSelected: id === selected,
      isLit: litPlaces.includes(id) || (from !== null && litPlaces.includes(from) && litPlaces.includes(to)),
    };
  };
  // What is selected finds room first, and then what has the least choice: a bias.
  const rank = ({ name, input }: LookedAt): number => (name === selected ? 0 : input === null ? 1 : 2);
  const inOrder = [...seen.parameters].sort((a, b) => rank(a) - rank(b));
  const edges = inOrder.map(edgeOf);
  return {
    width,
    height,
    nodes,
    edges: seen.parameters.map(({ name }) => edges.find(({ id }) => id === name)!),
    pictures,
  };
}
