import type { Look, LookedAt } from "../../engine/look.js";
import { isUntrained } from "../../state/sections.js";
import type { State } from "../../state/state.js";
import { type Shown, wordsOf } from "../words.js";
import { imageLayout } from "./image-layout.js";
import { denseLayout, RADIUS } from "./layout.js";
import type { PlacedPicture } from "./picture.js";
import { type Box, freePlace, goesThrough, HEIGHT, overlap, ROOM_HEIGHT, type Segment } from "./places.js";

/** The letters of a number and of a gradient, and how high both are together; for a room both are larger. */
const DESK = { letters: 15, small: 13, height: HEIGHT };
const ROOM = { letters: 16.4, small: 16.4, height: ROOM_HEIGHT };
/** What is left on both sides of them. */
const MARGIN = 10;
/** A neuron's circle, of rectangles. */
const ROUND = [
  [2 * RADIUS, 40],
  [64, 64],
  [40, 2 * RADIUS],
] as const;
/** More don't go into it, unless they are made too narrow to be read. */
const MOST_LETTERS = 9;
/** Numbers of what is selected may be above its line or below it: wide ones have no room between two neurons. */
const ASIDE = [0, -50, 50];
/** So much of a line is to be seen between a neuron and numbers. */
const SEEN = 12;

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
  readonly line: Segment;
  readonly thickness: number;
  readonly sign: "negative" | "zero" | "positive";
  readonly value: Shown;
  readonly gradient: Shown | null;
  /** Where the numbers are; null where there is no room, but never for the selected one. */
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
  const brief = wordsOf({ ...state.look, digits: 1 });
  const inCircle = (shown: Shown): Shown => (shown.text.length > MOST_LETTERS ? brief.number(shown.value) : shown);
  const { filters, sizes } = state.model;
  const layout = filters === undefined ? denseLayout(sizes) : imageLayout(seen, filters, sizes, phase, texts);
  const { width, height, inputs, neurons, pictures, endsOf } = layout;
  const nodes = [...inputs, ...neurons].map(({ id, x, y }, i): DiagramNode => {
    const isInput = i < inputs.length;
    const output = isInput || phase > 0 ? number(seen.values[id]!) : null;
    const sum = isInput || output === null ? null : number(seen.values[`z_${id}`]!);
    const parts = [...(sum ? [`z = ${sum.text}`] : []), output?.text ?? texts.notComputed];
    return {
      ...{ id, x, y, label: texts.node(id, parts), isLit: litPlaces.includes(id) },
      sum: sum && inCircle(sum),
      output: output && inCircle(output),
    };
  });
  const placed = new Map(seen.parameters.map((parameter) => [parameter, endsOf(parameter)]));
  const taken = [
    ...nodes.flatMap(({ x, y }): Box[] => ROUND.map(([width, height]) => ({ x, y, width, height }))),
    ...pictures.map(({ at }) => at),
    ...[...placed.values()].flatMap(({ at }) => at ?? []),
  ];
  const selected = seen.explanation.parameter.name;
  const { letters, small, height: high } = state.look.size === "room" ? ROOM : DESK;
  const lines = [...placed.values()].flatMap(({ from, line }) => (from === null ? [] : [line]));
  const edgeOf = (parameter: LookedAt): DiagramEdge => {
    const { name: id, value, gradient } = parameter;
    const { from, to, line, along, at: own } = placed.get(parameter)!;
    const shown = { value: number(value), gradient: isKnown ? number(gradient) : null };
    const wide = Math.max(widthOf(`${id} ${shown.value.text}`, letters), widthOf(shown.gradient?.text ?? "", small));
    const size = { width: MARGIN + wide, height: high };
    const isClear = (box: Box): boolean =>
      lines.every((other) => other === line || !goesThrough(other, box)) &&
      nodes.every(({ x, y }) => !overlap({ x, y, width: 2 * (RADIUS + SEEN), height: 2 * SEEN }, box));
    const placeAside = (by: number): Box | null => {
      const aside = { ...along, y1: along.y1 + by, y2: along.y2 + by };
      return freePlace(aside, from === null ? RADIUS : null, size, taken, width, isClear);
    };
    const asides = own ? [] : id === selected ? ASIDE : [0];
    const found = asides.reduce<Box | null>((place, by) => place ?? placeAside(by), null);
    if (found) taken.push(found);
    return {
      id,
      from,
      to,
      line,
      thickness: Math.min(8, 1.5 + 1.5 * Math.abs(value)),
      sign: value < 0 ? "negative" : value > 0 ? "positive" : "zero",
      ...shown,
      at: own ?? found,
      label: texts.parameter(
        id,
        from,
        to,
        shown.value.text,
        shown.gradient?.text ?? (isUntrained(state.look) ? null : texts.notComputed),
      ),
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

/** About how wide a text is: commas, points and spaces are half as wide as digits. */
function widthOf(text: string, letters: number): number {
  return letters * (0.66 * text.length - 0.33 * (text.match(/[,.·\s]/g)?.length ?? 0));
}
