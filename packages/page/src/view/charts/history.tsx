import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isUntrained } from "../../state/sections.js";
import { Choice } from "../controls/fields.js";
import { FileButton } from "../controls/file.js";
import type { ExportChoice, ModelProps } from "../props.js";

/** The slider over all steps of the training, and what stays where that is hidden: undoing, links and exports. */
export function History({ scene, state, texts, send, tools }: ModelProps): JSX.Element {
  const { labels, buttons, hints } = texts;
  const { step, most } = scene.history;
  const [wanted, setKind] = useState<ExportChoice>("markdown");
  const { svg, png, ...others } = texts.exports;
  // The diagram is drawn of what the page shows.
  const { hidden } = state.look;
  const isHidden = hidden.includes("v9");
  const choices = hidden.includes("v4") ? others : { ...others, svg, png };
  const kind = wanted in choices ? wanted : "markdown";
  return (
    <section class="history" data-testid="region-v9" aria-label={isHidden ? labels.take : labels.history}>
      <button type="button" data-testid="btn-undo" title={hints.undo} disabled={!tools.canUndo} onClick={tools.undo}>
        <span aria-hidden="true">↶</span> {buttons.undo}
      </button>
      {!isUntrained(state.look) && !isHidden && (
        <label class="timeline">
          <span>{labels.timeline}</span>
          <input
            type="range"
            data-testid="timeline"
            min={0}
            max={most}
            value={step}
            aria-valuetext={scene.where}
            onInput={(event) => send({ kind: "go", step: event.currentTarget.valueAsNumber })}
          />
          <span>
            {step} / {most}
          </span>
        </label>
      )}
      <button type="button" data-testid="btn-share" title={hints.share} onClick={tools.share}>
        {buttons.share}
      </button>
      <Choice id="export" label={labels.take} value={kind} choices={choices} onChoice={(choice) => setKind(choice)} />
      <button type="button" data-testid="btn-copy" onClick={() => tools.take(kind, "copy")}>
        {buttons.copy}
      </button>
      <button type="button" data-testid="btn-save" onClick={() => tools.take(kind, "save")}>
        {buttons.save}
      </button>
      <FileButton
        id="network-file"
        label={buttons.openNetwork}
        accept=".json,application/json"
        onFile={tools.openNetwork}
      />
    </section>
  );
}
