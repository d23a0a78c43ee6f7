import type { JSX } from "preact";
import type { Shown } from "../../scene/words.js";
import type { Action } from "../../state/actions.js";
import type { ModelProps } from "../props.js";
import { NumberField } from "./fields.js";
import { Numeral } from "./number.js";

type Simple = Extract<Action["kind"], "start" | "back" | "phase" | "sample" | "epoch">;

/** In the order of how far they go. */
const BUTTONS: readonly Simple[] = ["start", "back", "phase", "sample", "epoch"];
const SIGNS: Readonly<Record<Simple, string>> = { start: "|◀", back: "◀", phase: "▸", sample: "▸▸", epoch: "▸▸▸" };

/** How the training goes on, and where it is. */
export function Transport({ scene, state, texts, send, tools }: ModelProps): JSX.Element {
  const { at } = state;
  return (
    <section class="transport" data-testid="region-v3" aria-label={texts.labels.transport}>
      <div class="buttons">
        {BUTTONS.map((kind) => (
          <button
            key={kind}
            type="button"
            data-testid={`btn-${kind}`}
            title={texts.hints[kind]}
            disabled={(kind === "back" || kind === "start") && scene.isAtStart}
            onClick={() => send({ kind })}
          >
            <span aria-hidden="true">{SIGNS[kind]}</span> <span class="word">{texts.buttons[kind]}</span>
          </button>
        ))}
        <button type="button" data-testid="btn-run" class="main" onClick={() => send({ kind: "run" })}>
          <span aria-hidden="true">▶</span> <span class="word">{texts.buttons.run(at.epochs)}</span>
        </button>
        {tools.isRunning && (
          <button type="button" data-testid="btn-pause" onClick={tools.pause}>
            <span aria-hidden="true">❚❚</span> {texts.buttons.pause}
          </button>
        )}
        <NumberField
          id="epochs"
          label={texts.labels.epochs}
          text={String(at.epochs)}
          expected={texts.wholeNumber}
          isRight={(value) => Number.isInteger(value) && value >= 1 && value <= 10_000}
          onNumber={(epochs) => send({ kind: "epochs", epochs })}
        />
      </div>
      <p class="where">
        <strong>{scene.where}</strong>&nbsp;· <span data-testid="phase">{scene.phase}</span>
      </p>
      {scene.meanLoss && (
        <dl>
          <Figure id="loss" label={scene.lossLabel} shown={scene.loss} none={texts.lossLater} />
          <Figure id="mse" label={texts.meanLoss} shown={scene.meanLoss} />
        </dl>
      )}
    </section>
  );
}

interface FigureProps {
  readonly id: string;
  readonly label: string;
  readonly shown: Shown | null;
  /** What is said before it is shown. */
  readonly none?: string;
}

function Figure({ id, label, shown, none }: FigureProps): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{shown ? <Numeral shown={shown} id={id} /> : none}</dd>
    </div>
  );
}
