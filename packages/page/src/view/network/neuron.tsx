import type { JSX } from "preact";
import type { DiagramNode } from "../../scene/network/diagram.js";
import { RADIUS } from "../../scene/network/layout.js";

/** A neuron or an input of the diagram, with its weighted sum and its output. */
export function Neuron({ node: { id, x, y, sum, output, label, isLit } }: { node: DiagramNode }): JSX.Element {
  return (
    <g
      class="neuron"
      transform={`translate(${x}, ${y})`}
      data-testid={`node-${id}`}
      data-highlight={isLit || undefined}
      role="img"
      aria-label={label}
    >
      <circle r={RADIUS} />
      <text class="name" y={sum ? -16 : -6}>
        {id}
      </text>
      {sum && <text y={4} data-testid={`node-${id}-z`} data-value={String(sum.value)}>{`z ${sum.text}`}</text>}
      <text
        y={sum ? 23 : 15}
        class="output"
        data-testid={`node-${id}-a`}
        data-value={output ? String(output.value) : undefined}
      >
        {output ? output.text : "—"}
      </text>
    </g>
  );
}
