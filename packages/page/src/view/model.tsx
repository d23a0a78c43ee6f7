import type { JSX } from "preact";
import { hiddenActivation, stackOf, stacks, toActivation, toStack } from "../state/models.js";
import type { ModelState } from "../state/state.js";
import { Choice, NumberField } from "./fields.js";
import type { RegionProps } from "./props.js";

/** V2: the network, and how it learns. */
export function Model({ scene, state: { model }, texts, send }: RegionProps): JSX.Element {
  const { labels } = texts;
  const hidden = hiddenActivation(model);
  const change = (change: Partial<ModelState>): void => send({ kind: "model", change });
  return (
    <section class="model" data-testid="region-v2" aria-labelledby="model-title">
      <h2 id="model-title">{labels.model}</h2>
      <Choice
        id="sizes"
        label={labels.sizes}
        value={stackOf(model)}
        choices={stacks}
        onChoice={(stack) => change(toStack(model, stack))}
      />
      {hidden !== null && (
        <Choice
          id="activation"
          label={labels.activation}
          value={hidden}
          choices={texts.activations}
          onChoice={(name) => change(toActivation(model, name))}
        />
      )}
      <Choice
        id="loss-name"
        label={labels.loss}
        value={model.loss}
        choices={texts.losses}
        onChoice={(loss) => change({ loss })}
      />
      <Choice
        id="rule"
        label={labels.rule}
        value={model.rule}
        choices={texts.rules}
        onChoice={(rule) => change({ rule })}
      />
      <NumberField
        id="learning-rate"
        label={labels.learningRate}
        text={scene.learningRate}
        expected={texts.positiveNumber}
        isRight={(value) => value > 0}
        onNumber={(learningRate) => change({ learningRate })}
      />
      <Choice
        id="start"
        label={labels.start}
        value={model.start}
        choices={texts.starts}
        onChoice={(start) => change({ start })}
      />
      <label class="field">
        <span>{labels.seed}</span>
        <input
          data-testid="seed"
          size={8}
          value={model.seed}
          onChange={(event) => change({ seed: event.currentTarget.value })}
        />
      </label>
    </section>
  );
}
