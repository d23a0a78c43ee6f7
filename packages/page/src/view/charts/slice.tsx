import type { JSX } from "preact";
import type { SliceScene } from "../../scene/charts/slice.js";
import { Numeral } from "../controls/number.js";
import type { RegionProps } from "../props.js";
import { Chart, Pointer } from "./axes.js";

/** The loss along the selected parameter, with its tangent. */
export function SliceChart({ scene: { slice, parameter }, texts, send }: RegionProps): JSX.Element | null {
  if (slice === null) return null;
  const { axes, line, tangent, here, there, tried, from, to, reading, rows, step } = slice;
  const label = texts.views.slice.title(parameter.name);
  return (
    <>
      <div class="drawing">
        <Chart axes={axes} label={label} names={[parameter.name, "L"]}>
          {tangent && <polyline class="tangent" points={tangent} />}
          <polyline class="curve" points={line} />
          <circle class="here" cx={here.x} cy={here.y} r={4} />
          <circle class="there" cx={there.x} cy={there.y} r={4} />
        </Chart>
        <Pointer
          id="slice-value"
          label={texts.valueOf(parameter.name)}
          from={from}
          to={to}
          step="any"
          value={tried.value}
          reading={reading}
          onValue={(value) => send({ kind: "try", value })}
        />
      </div>
      <p class="reading">{reading}</p>
      <Figures figures={rows} />
      {step.length > 0 && <h3>{texts.views.slice.step}</h3>}
      <Figures figures={step} />
    </>
  );
}

function Figures({ figures }: { figures: SliceScene["rows"] }): JSX.Element {
  return (
    <dl>
      {figures.map(({ id, name, shown }) => (
        <div key={id} class="figure">
          <dt>{name}</dt>
          <dd>
            <Numeral shown={shown} id={id} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
