import type { JSX, RefObject } from "preact";
import type { BoundaryScene, DataPoint } from "../../scene/charts/boundary.js";
import type { Point } from "../../scene/charts/chart.js";
import type { RegionProps } from "../props.js";

const KEYS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** The features of a row whose point has gone along with a pointer. */
export type Drag = (row: number, event: PointerEvent) => readonly number[];

interface MarkProps extends Pick<RegionProps, "send" | "hold"> {
  readonly point: DataPoint;
  readonly boundary: BoundaryScene;
  /** It begins at one mark, and may be of another. */
  readonly drag: RefObject<Drag | null>;
}

/** A row in the plane: it can be chosen, drawn with the mouse or a finger, and moved by the arrow keys. */
export function DataMark({ point, boundary, drag, send, hold }: MarkProps): JSX.Element {
  const { row, name, named, x, y, target, label, isCurrent } = point;
  const change = (features: readonly number[]): void => send({ kind: "row", row, change: { features } });
  const classes = ["mark", target === null ? "asked" : target > 0.5 ? "one" : "zero", isCurrent && "current"];
  return (
    <g
      class={classes.filter(Boolean).join(" ")}
      role="button"
      tabindex={0}
      aria-label={label}
      data-testid={`point-${row}`}
      transform={`translate(${x}, ${y})`}
      onPointerDown={(event) => {
        // Of several fingers, the first one drags.
        if (!event.isPrimary) return;
        const mark = nearestTo(event);
        drag.current = dragOf(mark, event, boundary);
        hold();
        mark.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) change(drag.current!(row, event));
      }}
      onKeyDown={(event) => {
        const steps = KEYS[event.key];
        if (!steps) return;
        event.preventDefault();
        change(boundary.movedBy(row, steps));
      }}
    >
      {/* Of a line without any length, there is nothing to be touched. */}
      <line class="touch" x2={0.01} />
      {target === null || target > 0.5 ? (
        <circle r={5} />
      ) : (
        <rect class="square" x={-4.5} y={-4.5} width={9} height={9} />
      )}
      {named && (
        <text {...named} dy="0.35em">
          {name}
        </text>
      )}
    </g>
  );
}

/** The mark that was meant: where points are close together, what can be touched of them overlaps. */
function nearestTo({ currentTarget, clientX, clientY }: PointerEvent): SVGGElement {
  const marks = [...(currentTarget as SVGGElement).parentElement!.querySelectorAll<SVGGElement>(".mark")];
  const distances = marks.map((mark) => {
    const { e, f } = mark.getScreenCTM()!;
    return Math.hypot(e - clientX, f - clientY);
  });
  return marks[distances.indexOf(Math.min(...distances))]!;
}

/** A point goes as far as its pointer, in the drawing as it was: what the page then shows may move it. */
function dragOf(mark: SVGGElement, { clientX, clientY }: PointerEvent, { movedTo }: BoundaryScene): Drag {
  const { e, f } = mark.getScreenCTM()!;
  const toDrawing = mark.ownerSVGElement!.getScreenCTM()!.inverse();
  return (row, event) =>
    movedTo(row, new DOMPoint(e + event.clientX - clientX, f + event.clientY - clientY).matrixTransform(toDrawing));
}
