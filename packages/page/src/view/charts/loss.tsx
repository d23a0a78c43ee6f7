import type { JSX } from "preact";
import { Choice } from "../controls/fields.js";
import { Story } from "../derivation/story.js";
import type { RegionProps } from "../props.js";
import { Curve } from "./curve.js";
import { SliceChart } from "./slice.js";

const VIEWS = { epochs: Curve, slice: SliceChart, story: Story } as const;

/** The loss, over the epochs, along a parameter, and update by update. */
export function Loss(props: RegionProps): JSX.Element {
  const { state, texts, send } = props;
  const View = VIEWS[state.look.chart];
  return (
    <section class="loss" data-testid="region-v6" aria-labelledby="loss-title">
      <div class="title">
        <h2 id="loss-title">{texts.labels.loss}</h2>
        <Choice
          id="chart"
          label={texts.views.chart.label}
          isLabelUnseen
          value={state.look.chart}
          choices={texts.views.chart.choices}
          onChoice={(chart) => send({ kind: "look", change: { chart } })}
        />
      </div>
      <View {...props} />
    </section>
  );
}
