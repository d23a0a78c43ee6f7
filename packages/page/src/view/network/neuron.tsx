import type { JSX } from "preact";
import type { DiagramNode } from "../../scene/network/diagram.js";
import { RADIUS } from "../../scene/network/layout.js";

/** Makes a text narrower that is wider than its circle is there. */
const fit = (y: number) => (text: SVGTextElement | null) => {
  if (!text) return;
  const widest = 2 * Math.sqrt(RADIUS ** 2 - y ** 2) - 16;
  text.removeAttribute("textLength");
  if (text.getComputedTextLength() > widest) text.setAttribute("textLength", String(widest));
};

/** A neuron or an input of the diagram, with its weighted sum and its output. */
export function Neuron({ node: { id, x, y, sum, output, label, isLit } }: { node: DiagramNode }): JSX.Element {
  const below = sum ? 23 : 15;
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
      {sum && (
        <text
          ref={fit(4)}
          y={4}
          lengthAdjust="spacingAndGlyphs"
          data-testid={`node-${id}-z`}
          data-value={String(sum.value)}
        >{`z ${sum.text}`}</text>
      )}
      <text
        ref={fit(below)}
        y={below}
        lengthAdjust="spacingAndGlyphs"
        class="output"
        data-testid={`node-${id}-a`}
        data-value={output ? String(output.value) : undefined}
      >
        {output ? output.text : "—"}
      </text>
    </g>
  );
}
