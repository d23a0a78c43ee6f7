import type { ComponentChildren, JSX } from "preact";
import { ACROSS, type Axes, CHART_HEIGHT, CHART_WIDTH, UPWARDS } from "../../scene/charts/chart.js";

interface ChartProps {
  readonly axes: Axes;
  readonly label: string;
  readonly names?: readonly [across: string, upwards: string];
  readonly children: ComponentChildren;
}

/** A drawing with two axes. What it shows is said beside it: its marks are no further stops for readers. */
export function Chart({ axes, label, names, children }: ChartProps): JSX.Element {
  return (
    <svg class="chart" viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`} role="group" aria-label={label}>
      <g class="axes" aria-hidden="true">
        {axes.y.map(({ at, text }) => (
          <g key={text}>
            <line x1={ACROSS[0]} x2={ACROSS[1]} y1={at} y2={at} />
            <text class="upwards" x={ACROSS[0]} dx={-9} y={at} dy="0.35em">
              {text}
            </text>
          </g>
        ))}
        {axes.x.map(({ at, text }) => (
          <text key={text} x={at} y={UPWARDS[0]} dy="1.25em">
            {text}
          </text>
        ))}
      </g>
      {children}
      {/* What is drawn would hide them. */}
      {names && (
        <g class="axes" aria-hidden="true">
          <text class="name end" x={ACROSS[1]} y={UPWARDS[0]} dy={-4}>
            {names[0]} →
          </text>
          <text class="name begin" x={ACROSS[0]} dx={4} y={UPWARDS[1]} dy="1em">
            ↑ {names[1]}
          </text>
        </g>
      )}
    </svg>
  );
}

interface PointerProps {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly step: number | "any";
  readonly value: number;
  /** What is read at it. */
  readonly reading: string;
  onValue(value: number): void;
}

/** A place along the horizontal axis, for the mouse, a finger and the arrow keys: it lies over the drawing. */
export function Pointer({ id, label, from, to, step, value, reading, onValue }: PointerProps): JSX.Element {
  return (
    <input
      class="pointer"
      type="range"
      data-testid={id}
      aria-label={label}
      aria-valuetext={reading}
      min={from}
      max={to}
      step={step}
      value={value}
      onInput={(event) => onValue(event.currentTarget.valueAsNumber)}
    />
  );
}
