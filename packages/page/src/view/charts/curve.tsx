import type { JSX } from "preact";
import { Choice } from "../controls/fields.js";
import { Numeral } from "../controls/number.js";
import type { RegionProps } from "../props.js";
import { Chart, Pointer } from "./axes.js";

/** The mean loss, epoch by epoch. */
export function Curve({ scene: { curve }, state, texts, send, forget }: RegionProps): JSX.Element {
  const { axes, line, earlier, here, epoch, end, reading, rows, stepAt } = curve;
  const words = texts.views.curve;
  return (
    <>
      <div class="drawing">
        <Chart axes={axes} label={texts.views.chart.choices.epochs}>
          {earlier.map((points) => (
            <polyline key={points} class="earlier" points={points} />
          ))}
          <polyline class="curve" points={line} />
          <circle class="here" cx={here.x} cy={here.y} r={4} />
        </Chart>
        <Pointer
          id="curve-epoch"
          label={words.epoch}
          from={0}
          to={end}
          step={1}
          value={epoch}
          reading={reading}
          onValue={(epoch) => send({ kind: "go", step: stepAt(epoch) })}
        />
      </div>
      <div class="reading line">
        <p>{reading}</p>
        <Choice
          id="scale"
          label={texts.views.scale.label}
          isLabelUnseen
          value={state.look.scale}
          choices={texts.views.scale.choices}
          onChoice={(scale) => send({ kind: "look", change: { scale } })}
        />
        {earlier.length > 0 && (
          <button type="button" data-testid="btn-forget" onClick={forget}>
            {words.forget}
          </button>
        )}
      </div>
      {rows.length > 1 && (
        <details>
          <summary>{words.asTable}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.epoch}</th>
                <th scope="col">{texts.meanLoss}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.epoch}>
                  <th scope="row">{row.epoch}</th>
                  <td>
                    <Numeral shown={row.loss} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
