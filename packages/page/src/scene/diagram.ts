import type { Look, LookedAt } from "../engine/look.js";
import type { State } from "../state/state.js";
import { type Box, freePlace } from "./places.js";
import { type Shown, wordsOf } from "./words.js";

/** Of the lab's network, and of a column and its lines in deeper ones. */
const WIDTH = 600;
const COLUMN = 170;
export const RADIUS = 44;
/** Of a neuron with the numbers of its bias. */
const ROW = 136;
/** The widths of a letter of a number, of one of a gradient, and of what is left on both sides of them. */
const LETTER = 9.4;
const SMALL_LETTER = 7.2;
const MARGIN = 14;
/** A neuron's circle, of rectangles. */
const ROUND = [
  [2 * RADIUS, 40],
  [64, 64],
  [40, 2 * RADIUS],
] as const;
/** For the bias of the first row. */
const ABOVE = 16;

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
  readonly line: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
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
}

/** With the gradients, where they are known. */
export function diagramScene(seen: Look, state: State, isKnown: boolean, litPlaces: readonly string[]): DiagramScene {
  const { sizes } = state.model;
  const { phase } = state.at;
  const { texts, number } = wordsOf(state.look);
  const columns = namesOf(sizes);
  const lines = sizes.length - 1;
  const margin = RADIUS + 4;
  const width = Math.max(WIDTH, 2 * margin + lines * COLUMN);
  const xOf = (column: number): number => margin + (column * (width - 2 * margin)) / lines;
  const height = ABOVE + ROW * Math.max(2, ...sizes);
  const yOf = (column: number, row: number): number => ABOVE + ((row + 0.5) * (height - ABOVE)) / sizes[column]!;
  const isComputed = (column: number): boolean => column === 0 || phase > 0;

  const nodes = columns.flatMap((names, column) =>
    names.map((id, row): DiagramNode => {
      const output = isComputed(column) ? number(seen.values[id]!) : null;
      const sum = column > 0 && output !== null ? number(seen.values[`z_${id}`]!) : null;
      const parts = [...(sum ? [`z = ${sum.text}`] : []), output?.text ?? texts.notComputed];
      const isLit = litPlaces.includes(id);
      return { id, x: xOf(column), y: yOf(column, row), sum, output, label: texts.node(id, parts), isLit };
    }),
  );
  const taken = nodes.flatMap(({ x, y }): Box[] => ROUND.map(([width, height]) => ({ x, y, width, height })));
  const selected = seen.explanation.parameter.name;
  const edgeOf = ({ name: id, layer, input, unit, value, gradient }: LookedAt): DiagramEdge => {
    const [to, from] = [columns[layer + 1]![unit]!, input === null ? null : columns[layer]![input]!];
    const end = { x2: xOf(layer + 1), y2: yOf(layer + 1, unit) };
    const begin = from === null ? { x1: end.x2, y1: end.y2 } : { x1: xOf(layer), y1: yOf(layer, input!) };
    const line = { ...begin, ...end };
    const shown = { value: number(value), gradient: isKnown ? number(gradient) : null };
    const width = Math.max(
      LETTER * (id.length + 1 + shown.value.text.length),
      SMALL_LETTER * (shown.gradient?.text.length ?? 0),
    );
    const at = freePlace(line, from === null ? RADIUS : null, MARGIN + width, taken);
    if (at) taken.push(at);
    return {
      id,
      from,
      to,
      line: from === null ? line : betweenRims(line),
      thickness: Math.min(8, 1.5 + 1.5 * Math.abs(value)),
      isNegative: value < 0,
      ...shown,
      at,
      label: texts.parameter(id, from, to, shown.value.text, shown.gradient?.text ?? texts.notComputed),
      isSelected: id === selected,
      isLit: litPlaces.includes(id) || (from !== null && litPlaces.includes(from) && litPlaces.includes(to)),
    };
  };
  // What is selected finds room first, and then what has the least choice: a bias.
  const rank = ({ name, input }: LookedAt): number => (name === selected ? 0 : input === null ? 1 : 2);
  const inOrder = [...seen.parameters].sort((a, b) => rank(a) - rank(b));
  const edges = inOrder.map(edgeOf);
  return { width, height, nodes, edges: seen.parameters.map(({ name }) => edges.find(({ id }) => id === name)!) };
}

/** Without the parts that two neurons cover: who points there means a neuron, and its bias. */
function betweenRims({ x1, y1, x2, y2 }: DiagramEdge["line"]): DiagramEdge["line"] {
  const share = RADIUS / Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [share * (x2 - x1), share * (y2 - y1)];
  return { x1: x1 + dx, y1: y1 + dy, x2: x2 - dx, y2: y2 - dy };
}

/** The neurons column by column, as explanations call them. */
function namesOf(sizes: readonly number[]): string[][] {
  const last = sizes.length - 1;
  return sizes.map((size, column) => {
    const letter = column === 0 ? "x" : column === last ? "o" : last > 2 ? `h${column}_` : "h";
    return Array.from({ length: size }, (_, i) => `${letter}${i + 1}`);
  });
}
