import type { JSX } from "preact";
import { Bitmap } from "../charts/bitmap.js";
import { Choice, NumberField } from "../controls/fields.js";
import type { RegionProps } from "../props.js";
import { Neuron } from "./neuron.js";
import { Numbers, Parameter } from "./parameter.js";

/** The network with all its numbers. */
export function Diagram({ scene, texts, send }: RegionProps): JSX.Element {
  const { parameter } = scene;
  const { width, height, nodes, edges, pictures } = scene.diagram;
  const legend = [
    ...texts.legend.slice(0, edges.some(({ gradient }) => gradient) ? 3 : 2),
    ...(nodes.some(({ output }) => output === null) ? [`${texts.node("—", [texts.notComputed])}.`] : []),
  ];
  const edgesAt = edges.filter(({ at }) => at !== null);
  return (
    <section class="diagram" data-testid="region-v4" aria-labelledby="diagram-title">
      <div class="title">
        <h2 id="diagram-title">{texts.labels.diagram}</h2>
        {!scene.sheet && (
          <>
            <Choice
              id="parameter"
              label={texts.labels.parameter}
              isLabelUnseen
              value={parameter.name}
              choices={Object.fromEntries(
                edges.map(({ id, from, to, value }) => [id, texts.parameter(id, from, to, value.text, null)]),
              )}
              onChoice={(parameter) => send({ kind: "select", parameter })}
            />
            <NumberField
              id="value"
              label={texts.valueOf(parameter.name)}
              text={parameter.text}
              expected={texts.anyNumber}
              isRight={() => true}
              onNumber={(value) => send({ kind: "edit", parameter: parameter.name, value })}
            />
          </>
        )}
      </div>
      <div class="scrolled">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          // Smaller than that, it isn't read: it's scrolled.
          style={{ minWidth: `${width / 2}px`, minHeight: `${height / 2}px` }}
          role="group"
          aria-labelledby="diagram-title"
          aria-describedby="diagram-help"
        >
          {edges
            .filter(({ from }) => from !== null)
            .map(({ id, line, thickness, sign, isSelected, isLit }) => (
              <g key={id} class={`line ${sign}`}>
                {(isSelected || isLit) && (
                  <line class="halo" {...line} stroke-width={thickness + 10} data-highlight={isLit || undefined} />
                )}
                <line {...line} stroke-width={thickness} />
              </g>
            ))}
          {pictures.map((picture) => (
            <Bitmap key={picture.label} picture={picture} />
          ))}
          {nodes.map((node) => (
            <Neuron key={node.id} node={node} />
          ))}
          {edges.map((edge) => (
            <Parameter key={edge.id} edge={edge} send={send} />
          ))}
          {edges.map((edge) => (
            <Numbers key={edge.id} edge={edge} />
          ))}
        </svg>
      </div>
      <p id="diagram-help">
        <span class="keys">{texts.diagramHelp}</span> {legend.join(" ")} {edgesAt.length < edges.length && texts.noRoom}{" "}
        {pictures.length > 0 && texts.views.images.help}
      </p>
    </section>
  );
}
