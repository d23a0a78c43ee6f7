import type { JSX } from "preact";
import type { BoundaryScene, DataPoint } from "../../scene/charts/boundary.js";
import type { Point } from "../../scene/charts/chart.js";
import type { RegionProps } from "../props.js";

const KEYS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

interface MarkProps extends Pick<RegionProps, "send"> {
  readonly point: DataPoint;
  readonly boundary: BoundaryScene;
}

/** A row in the plane: it can be chosen, drawn with the mouse or a finger, and moved by the arrow keys. */
export function DataMark({ point, boundary, send }: MarkProps): JSX.Element {
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
      onPointerDown={(event) => nearestTo(event).setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) change(boundary.movedTo(row, placeOf(event)));
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
      <text {...named} dy="0.35em">
        {name}
      </text>
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

/** Where a pointer is, in the numbers of the drawing. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent): Point {
  const { ownerSVGElement } = currentTarget as SVGGElement;
  return new DOMPoint(clientX, clientY).matrixTransform(ownerSVGElement!.getScreenCTM()!.inverse());
}
