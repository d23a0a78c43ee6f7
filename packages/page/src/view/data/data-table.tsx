import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DataRow } from "../../scene/data.js";
import { withoutRow } from "../../state/rows.js";
import { Bitmap } from "../charts/bitmap.js";
import { NumberField, TextField } from "../controls/fields.js";
import type { RegionProps } from "../props.js";

/** The rows, each cell to be edited, and each row to be explained. */
export function DataTable(props: RegionProps): JSX.Element {
  const { scene, state, texts, send } = props;
  const { columns, rows } = scene.data;
  const { selected, data } = state;
  const isImages = state.model.filters !== undefined;
  return (
    <div class="scrolled" tabIndex={0} role="group" aria-labelledby="data-title">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{texts.columns.explained}</span>
            </th>
            <th scope="col">{texts.columns.name}</th>
            {isImages ? (
              <th scope="col">{texts.views.images.column}</th>
            ) : (
              columns.map((column, i) => (
                <th key={i} scope="col">
                  <TextField
                    id={`column-${i}`}
                    label={texts.nameOfColumn(i + 1)}
                    isLabelUnseen
                    text={column}
                    onText={(text) => send({ kind: "data", change: { columns: columns.with(i, text) } })}
                  />
                </th>
              ))
            )}
            <th scope="col">{texts.columns.target}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Cells key={row.place} {...props} row={row} />
          ))}
        </tbody>
      </table>
      {data.rows.length > 1 && (
        <label class="checked">
          <input
            type="radio"
            name="example"
            data-testid="example-batch"
            checked={selected.example === "batch"}
            onChange={() => send({ kind: "example", example: "batch" })}
          />{" "}
          {texts.explainNext}
        </label>
      )}
    </div>
  );
}

function Cells({ row, scene, state, texts, send }: RegionProps & { row: DataRow }): JSX.Element {
  const { place, name, features, picture, target } = row;
  const { data, selected } = state;
  const [isOpen, open] = useState(false);
  const canGo = target === null || data.rows.length > 1;
  const cell = (
    column: string,
    text: string,
    id: string,
    change: (value: number) => Parameters<typeof setRow>[0],
  ): JSX.Element => (
    <NumberField
      id={`cell-${place}-${id}`}
      label={texts.cellOf(column, name)}
      isLabelUnseen
      text={text}
      expected={texts.anyNumber}
      isRight={() => true}
      onNumber={(value) => setRow(change(value))}
    />
  );
  const setRow = (change: { name?: string; features?: readonly number[]; target?: number }): void =>
    send({ kind: "row", row: place, change });
  const { features: numbers } = data.rows[place] ?? data.asked[place - data.rows.length]!;
  const feature = (text: string, i: number): JSX.Element =>
    cell(scene.data.columns[i]!, text, String(i), (value) => ({ features: numbers.with(i, value) }));
  return (
    <tr aria-current={selected.example === place}>
      <td>
        {target !== null && data.rows.length > 1 && (
          <label class="checked">
            <input
              type="radio"
              name="example"
              data-testid={`example-${place}`}
              aria-label={texts.explainRow(name)}
              checked={selected.example === place}
              onChange={() => send({ kind: "example", example: place })}
            />
          </label>
        )}
      </td>
      <th scope="row">
        <TextField
          id={`cell-${place}-name`}
          label={texts.nameOfRow(place + 1)}
          isLabelUnseen
          text={name}
          onText={(text) => setRow({ name: text })}
        />
      </th>
      {picture ? (
        <td>
          <details onToggle={(event) => open(event.currentTarget.open)}>
            <summary>
              <Bitmap picture={picture} />
            </summary>
            {isOpen && <div class="pixels">{features.map(feature)}</div>}
          </details>
        </td>
      ) : (
        features.map((text, i) => <td key={i}>{feature(text, i)}</td>)
      )}
      {target === null ? (
        <td title={texts.unknown}>–</td>
      ) : (
        <td>{cell(texts.columns.target, target, "target", (value) => ({ target: value }))}</td>
      )}
      <td>
        {canGo && (
          <button
            type="button"
            class="step"
            data-testid={`btn-remove-${place}`}
            aria-label={texts.removeRow(name)}
            title={texts.removeRow(name)}
            onClick={() => send({ kind: "data", change: withoutRow(data, place) })}
          >
            ×
          </button>
        )}
      </td>
    </tr>
  );
}
