import type { JSX } from "preact";
import { MOST_FILTERS } from "../../state/limits.js";
import { MOST_LAYERS, MOST_NEURONS, withActivation, withLayer, withNeurons, withoutLayer } from "../../state/models.js";
import type { ModelState } from "../../state/state.js";
import type { ModelProps } from "../props.js";
import { FormulaChoice } from "./formula-choice.js";

/** The layers: how many neurons each has, and their activation. */
export function Stack(props: ModelProps): JSX.Element {
  const { state, texts, send } = props;
  const { model } = state;
  const { filters, sizes, activations } = model;
  const hidden = activations.length - 1;
  const change = (change: Partial<ModelState>): void => send({ kind: "model", change });
  return (
    <fieldset class="stack">
      <legend>
        {texts.labels.layers}{" "}
        <Step
          id="btn-layer-less"
          sign="−"
          hint={texts.hints.layerLess}
          isPossible={hidden > 0}
          onPress={() => change(withoutLayer(model))}
        />{" "}
        <Step
          id="btn-layer-more"
          sign="+"
          hint={texts.hints.layerMore}
          isPossible={hidden < MOST_LAYERS}
          onPress={() => change(withLayer(model))}
        />
      </legend>
      {filters !== undefined && (
        <div class="layer">
          <span>{texts.views.images.filters}</span>
          <span>
            <Step
              id="btn-filter-less"
              sign="−"
              hint={texts.views.images.less}
              isPossible={filters > 1}
              onPress={() => change({ filters: filters - 1 })}
            />
            <span data-testid="filters">{filters}</span>
            <Step
              id="btn-filter-more"
              sign="+"
              hint={texts.views.images.more}
              isPossible={filters < MOST_FILTERS}
              onPress={() => change({ filters: filters + 1 })}
            />
          </span>
        </div>
      )}
      {activations.map((activation, layer) => {
        const count = sizes[layer + 1]!;
        const name = layer < hidden ? texts.hiddenLayer(layer + 1) : texts.lastLayer;
        const to = (count: number): void => change(withNeurons(model, layer + 1, count));
        return (
          <div class="layer" key={name}>
            <span>
              {name} {layer < hidden && <Counter {...{ texts, name, layer, count, to }} />}
            </span>
            <FormulaChoice
              id={`activation-${layer}`}
              label={texts.activationOf(name)}
              isLabelUnseen
              value={activation}
              choices={texts.activations}
              example="x / (1 + exp(-x))"
              texts={texts}
              faultOf={(text) => props.faultOf("activation", text)}
              onChoice={(choice) => change(withActivation(model, layer, choice))}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

interface CounterProps extends Pick<ModelProps, "texts"> {
  readonly name: string;
  readonly layer: number;
  readonly count: number;
  to(count: number): void;
}

/** How many neurons a layer has. */
function Counter({ texts, name, layer, count, to }: CounterProps): JSX.Element {
  const { less, more } = texts.neurons;
  return (
    <>
      <Step
        id={`btn-neuron-less-${layer}`}
        sign="−"
        hint={less(name)}
        isPossible={count > 1}
        onPress={() => to(count - 1)}
      />
      <span data-testid={`neurons-${layer}`}>{count}</span>
      <Step
        id={`btn-neuron-more-${layer}`}
        sign="+"
        hint={more(name)}
        isPossible={count < MOST_NEURONS}
        onPress={() => to(count + 1)}
      />
    </>
  );
}

interface StepProps {
  readonly id: string;
  readonly sign: string;
  readonly hint: string;
  readonly isPossible: boolean;
  onPress(): void;
}

function Step({ id, sign, hint, isPossible, onPress }: StepProps): JSX.Element {
  return (
    <button
      type="button"
      class="step"
      data-testid={id}
      title={hint}
      aria-label={hint}
      disabled={!isPossible}
      onClick={onPress}
    >
      {sign}
    </button>
  );
}
