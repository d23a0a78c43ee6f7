import type { JSX } from "preact";
import type { DiagramEdge } from "../../scene/network/diagram.js";
import type { RegionProps } from "../props.js";

/** The next parameter, or the one before it, has the focus. */
function moveFocus(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const step = steps[event.key];
  const here = event.currentTarget;
  if (step === undefined || !(here instanceof SVGElement)) return;
  const all = [...here.parentElement!.querySelectorAll<SVGElement>("[role=button]")];
  event.preventDefault();
  all.at((all.indexOf(here) + step) % all.length)?.focus();
}

/** A weight or a bias of the diagram, to be selected. */
export function Parameter({ edge, send }: { edge: DiagramEdge } & Pick<RegionProps, "send">): JSX.Element {
  const { id, from, at, line, value, label, isSelected, isLit } = edge;
  const select = (): void => send({ kind: "select", parameter: id });
  return (
    <g
      class={isSelected ? "parameter selected" : "parameter"}
      role="button"
      tabindex={isSelected ? 0 : -1}
      aria-label={label}
      aria-pressed={isSelected}
      data-testid={`${from === null ? "bias" : "edge"}-${id}`}
      data-value={String(value.value)}
      data-highlight={isLit || undefined}
      onClick={select}
      onFocus={() => send({ kind: "light", id })}
      onBlur={() => send({ kind: "light", id: null })}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return moveFocus(event);
        event.preventDefault();
        select();
      }}
    >
      {/* Of a line without any length, as a bias has, there is nothing to be touched. */}
      <line class="touch" {...line} x2={line.x2 + 0.01} />
      {at && (
        <rect
          x={-at.width / 2}
          y={-at.height / 2}
          width={at.width}
          height={at.height}
          rx={6}
          transform={`translate(${at.x}, ${at.y})`}
        />
      )}
    </g>
  );
}

/** What a parameter is labelled with already: a reader would hear it twice. */
export function Numbers({ edge: { id, at, value, gradient } }: { edge: DiagramEdge }): JSX.Element | null {
  if (at === null) return null;
  return (
    <g class="numbers" aria-hidden="true" transform={`translate(${at.x}, ${at.y})`}>
      <text y={gradient ? -3 : 5}>
        <tspan class="name">{id}</tspan> {value.text}
      </text>
      {gradient && (
        <text class="gradient" y={12} data-testid={`grad-${id}`} data-value={String(gradient.value)}>
          {gradient.text}
        </text>
      )}
    </g>
  );
}
