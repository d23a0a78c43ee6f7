import type { JSX } from "preact";
import { MOST_ROWS, MOST_SHOWN } from "../../state/limits.js";
import { presets } from "../../state/presets.js";
import { withNewRow } from "../../state/rows.js";
import { isUntrained } from "../../state/sections.js";
import type { DataState } from "../../state/state.js";
import { Choice, TextField } from "../controls/fields.js";
import type { ModelProps } from "../props.js";
import { DataTable } from "./data-table.js";
import { TableImport } from "./table-import.js";

/** What the network learns from, and what it is asked. */
export function Data(props: ModelProps): JSX.Element {
  const { scene, state, texts, send } = props;
  const { data } = state;
  const { labels, buttons } = texts;
  const { preset, preparation, part } = scene.data;
  const change = (change: Partial<DataState>): void => send({ kind: "data", change });
  const { own, ...named } = texts.presets;
  return (
    <section class="data" data-testid="region-v1" aria-labelledby="data-title">
      <h2 id="data-title">{labels.data}</h2>
      <Choice
        id="preset"
        label={labels.preset}
        value={preset}
        choices={preset === "own" ? texts.presets : (named as typeof texts.presets)}
        onChoice={(name) => name !== "own" && send({ kind: "preset", ...presets[name] })}
      />
      <TableImport texts={texts} readTable={props.readTable} takeTable={props.takeTable} />
      <DataTable {...props} />
      {part && (
        <div class="buttons">
          {[-MOST_SHOWN, MOST_SHOWN].map((step) => (
            <button
              key={step}
              type="button"
              class="step"
              data-testid={step < 0 ? "btn-rows-before" : "btn-rows-after"}
              aria-label={step < 0 ? texts.rowsBefore : texts.rowsAfter}
              disabled={step < 0 ? part.from === 0 : part.isLast}
              onClick={() => send({ kind: "look", change: { from: Math.max(0, part.from + step) } })}
            >
              {step < 0 ? "◀" : "▶"}
            </button>
          ))}
          <span>{part.text}</span>
        </div>
      )}
      {!isUntrained(state.look) && (
        <div class="buttons">
          {[false, true].map((isAsked) => (
            <button
              key={isAsked}
              type="button"
              data-testid={isAsked ? "btn-add-asked" : "btn-add-row"}
              disabled={data[isAsked ? "asked" : "rows"].length >= MOST_ROWS}
              onClick={() => change(withNewRow(data, texts.newRow(data.rows.length + data.asked.length + 1), isAsked))}
            >
              + {isAsked ? buttons.addAsked : buttons.addRow}
            </button>
          ))}
        </div>
      )}
      <Choice
        id="prepare"
        label={labels.prepare}
        value={data.prepare}
        choices={texts.preparations}
        onChoice={(prepare) => change({ prepare })}
      />
      <p data-testid="preparation">{preparation}</p>
      {!isUntrained(state.look) && (
        <div class="pair">
          {data.classes.map((name, i) => (
            <TextField
              key={i}
              id={`class-${i}`}
              label={texts.className(i)}
              text={name}
              onText={(text) => change({ classes: data.classes.with(i, text) as [string, string] })}
            />
          ))}
          <button
            type="button"
            data-testid="btn-neutral"
            title={texts.hints.neutral}
            onClick={() => change({ classes: ["A", "B"] })}
          >
            A/B
          </button>
        </div>
      )}
    </section>
  );
}
