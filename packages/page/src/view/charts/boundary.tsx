import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Heat } from "../../scene/charts/boundary.js";
import { ACROSS, UPWARDS } from "../../scene/charts/chart.js";
import { Choice } from "../controls/fields.js";
import { DataMark, type Drag } from "../data/point.js";
import type { RegionProps } from "../props.js";
import { Chart } from "./axes.js";

const FRAME = { x: ACROSS[0], y: UPWARDS[1], width: ACROSS[1] - ACROSS[0], height: UPWARDS[0] - UPWARDS[1] };

/** What the network answers anywhere in the plane of two features. */
export function Boundary({ scene: { boundary }, texts, send, hold }: RegionProps): JSX.Element | null {
  const drag = useRef<Drag | null>(null);
  if (boundary === null) return null;
  const words = texts.views.boundary;
  const { chosen } = boundary;
  return (
    <section class="boundary" data-testid="region-v7" aria-labelledby="boundary-title">
      <h2 id="boundary-title">{words.title}</h2>
      {boundary.choices && (
        <div class="choices">
          <Choice
            id="across"
            label={words.across}
            value={String(chosen[0])}
            choices={boundary.choices}
            onChoice={(feature) => send({ kind: "look", change: { plane: [Number(feature), chosen[1]] } })}
          />
          <Choice
            id="upwards"
            label={words.upwards}
            value={String(chosen[1])}
            choices={boundary.choices}
            onChoice={(feature) => send({ kind: "look", change: { plane: [chosen[0], Number(feature)] } })}
          />
        </div>
      )}
      <div class="drawing">
        <Chart axes={boundary.axes} label={words.title} names={boundary.names}>
          {boundary.heat && (
            <foreignObject {...FRAME} aria-hidden="true">
              <Painted heat={boundary.heat} />
            </foreignObject>
          )}
          <rect class="trained" {...boundary.trained} />
          {boundary.lines.map((points) => (
            <polyline key={points} class="contour" points={points} />
          ))}
          {boundary.points.map((point) => (
            <DataMark key={point.row} point={point} boundary={boundary} drag={drag} send={send} hold={hold} />
          ))}
        </Chart>
      </div>
      <p>
        {boundary.summary} <span class="screen">{words.marks}</span>
      </p>
    </section>
  );
}

function Painted({ heat: { colours, width, height } }: { heat: Heat }): JSX.Element {
  const paint = (canvas: HTMLCanvasElement | null): void =>
    canvas?.getContext("2d")?.putImageData(new ImageData(colours, width, height), 0, 0);
  return <canvas ref={paint} width={width} height={height} />;
}
