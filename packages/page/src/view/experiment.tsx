import type { JSX } from "preact";
import { UPWARDS } from "../scene/charts/chart.js";
import type { SpreadScene } from "../scene/experiment.js";
import { MOST_SEEDS, MOST_TYPED } from "../state/limits.js";
import { Chart } from "./charts/axes.js";
import { NumberField, TextField } from "./controls/fields.js";
import { Numeral } from "./controls/number.js";
import type { RegionProps } from "./props.js";

/** The class as an experiment: the final losses of many seeds. */
export function Experiment({ scene: { experiment }, state, texts, send }: RegionProps): JSX.Element | null {
  if (experiment === null || state.experiment === null) return null;
  const { seeds, codes } = state.experiment;
  const words = texts.views.experiment;
  const change = (other: Partial<NonNullable<typeof state.experiment>>): void =>
    send({ kind: "experiment", experiment: { seeds, codes, ...other } });
  return (
    <section class="experiment" data-testid="region-experiment" aria-labelledby="experiment-title">
      <h2 id="experiment-title">{words.title}</h2>
      <p>{words.what}</p>
      <div class="choices">
        <NumberField
          id="seeds"
          label={words.seeds}
          text={String(seeds)}
          expected={words.expected(MOST_SEEDS)}
          isRight={(value) => Number.isInteger(value) && value >= 1 && value <= MOST_SEEDS}
          onNumber={(seeds) => change({ seeds })}
        />
        <TextField
          id="codes"
          label={words.codes}
          text={codes}
          most={MOST_TYPED}
          onText={(codes) => change({ codes })}
        />
        <button
          type="button"
          data-testid="btn-leave-experiment"
          onClick={() => send({ kind: "experiment", experiment: null })}
        >
          {words.leave}
        </button>
      </div>
      {experiment.unknown && <p class="wrong">{experiment.unknown}</p>}
      <p>
        {words.own} <strong data-testid="loss-code">{experiment.code}</strong>
      </p>
      <p>{experiment.running}</p>
      <div class="spreads">
        {experiment.spreads.map((spread) => (
          <Spread key={spread.title} spread={spread} texts={texts} />
        ))}
      </div>
    </section>
  );
}

function Spread({ spread, texts }: { spread: SpreadScene } & Pick<RegionProps, "texts">): JSX.Element {
  const { title, summary, axes, dots, learntAt, rows } = spread;
  const words = texts.views.experiment;
  return (
    <section aria-label={title} data-testid="spread">
      <h3>{title}</h3>
      <p>{summary}</p>
      <Chart axes={axes} label={title} names={[words.loss, words.count]}>
        <line class="learnt" x1={learntAt} x2={learntAt} y1={UPWARDS[0]} y2={UPWARDS[1]} />
        {dots.map(({ x, y, isStuck }) => (
          <circle key={`${x} ${y}`} class={isStuck ? "dot stuck" : "dot"} cx={x} cy={y} r={3} />
        ))}
      </Chart>
      <details>
        <summary>{texts.views.curve.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.loss}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, loss }, i) => (
              <tr key={`${name} ${i}`}>
                <th scope="row">{name}</th>
                <td>
                  <Numeral shown={loss} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
