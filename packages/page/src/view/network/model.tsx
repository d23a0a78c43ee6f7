import type { JSX } from "preact";
import { USUAL_SEEDS } from "../../state/limits.js";
import { hasSeed } from "../../state/models.js";
import { isForAllRows, toRule } from "../../state/rules.js";
import type { ModelState } from "../../state/state.js";
import { Choice, NumberField, TextField } from "../controls/fields.js";
import { Settings } from "../controls/settings.js";
import type { ModelProps } from "../props.js";
import { FormulaChoice } from "./formula-choice.js";
import { Stack } from "./stack.js";

/** The network, and how it learns. */
export function Model(props: ModelProps): JSX.Element {
  const { scene, state, texts, send } = props;
  const { model, data } = state;
  const { labels } = texts;
  const change = (change: Partial<ModelState>): void => send({ kind: "model", change });
  return (
    <section class="model" data-testid="region-v2" aria-labelledby="model-title">
      <h2 id="model-title">{labels.model}</h2>
      <p data-testid="model-summary">{scene.model.summary}</p>
      {scene.data.unreached && <p class="note">{scene.data.unreached}</p>}
      <Stack {...props} />
      <FormulaChoice
        id="loss-name"
        label={labels.loss}
        value={model.loss}
        choices={texts.losses}
        example="(p - y)^2"
        letters={texts.views.lossLetters}
        texts={texts}
        faultOf={(text) => props.faultOf("loss", text)}
        onChoice={(loss) => change({ loss })}
      />
      <Choice
        id="rule"
        label={labels.rule}
        value={model.optimizer.rule}
        choices={texts.rules}
        onChoice={(rule) => {
          const optimizer = toRule(rule, model.optimizer.settings);
          change(isForAllRows(rule) ? { optimizer, batch: data.rows.length } : { optimizer });
        }}
      />
      <Settings {...props} />
      <NumberField
        id="batch"
        label={labels.batch}
        text={String(model.batch)}
        expected={texts.batchNumber(data.rows.length)}
        isRight={(value) => Number.isInteger(value) && value >= 1 && value <= data.rows.length}
        onNumber={(batch) => change({ batch })}
      />
      <Choice
        id="order"
        label={labels.order}
        value={model.order}
        choices={texts.orders}
        onChoice={(order) => change({ order })}
      />
      <Choice
        id="start"
        label={labels.start}
        value={model.start}
        choices={texts.starts}
        onChoice={(start) => change({ start })}
      />
      <fieldset class="pair" aria-label={labels.seed} disabled={!hasSeed(model)}>
        <TextField id="seed" label={labels.seed} text={model.seed} onText={(seed) => change({ seed })} />
        <button type="button" data-testid="btn-new-seed" title={texts.hints.newSeed} onClick={props.newSeed}>
          {texts.buttons.newSeed}
        </button>
      </fieldset>
      {!hasSeed(model) && (
        <p id="seed-note" class="reading screen">
          {texts.hints.noSeed}
        </p>
      )}
      <button
        type="button"
        data-testid="btn-experiment"
        onClick={() => props.send({ kind: "experiment", experiment: { seeds: USUAL_SEEDS, codes: "" } })}
      >
        {texts.views.experiment.open(USUAL_SEEDS)}
      </button>
    </section>
  );
}
