import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { ReadTable, Role } from "../../engine/files/table.js";
import { Last } from "../../last.js";
import { Choice } from "../controls/fields.js";
import { FileButton } from "../controls/file.js";
import type { ModelProps } from "../props.js";

type ImportProps = Pick<ModelProps, "texts" | "readTable" | "takeTable">;

/** Rows of the reader's own: from a CSV file that is opened or dropped here, or from a text that is pasted. */
export function TableImport({ texts, readTable, takeTable }: ImportProps): JSX.Element {
  const words = texts.views.table;
  const [read, setRead] = useState<ReadTable | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const message = useId();
  const { current: last } = useRef(new Last());
  const take = (text: Promise<string | ArrayBuffer>, source: string): Promise<void> =>
    last.take(text, (text) => {
      const found = readTable(typeof text === "string" ? text : new Uint8Array(text), source);
      setRead(typeof found === "string" ? null : found);
      setFault(typeof found === "string" ? found : null);
    });
  const open = (file: File): Promise<void> => take(file.arrayBuffer(), file.name);
  return (
    <details
      class="import"
      data-testid="import"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const [file] = event.dataTransfer?.files ?? [];
        if (file) void open(file);
        event.currentTarget.open = true;
      }}
    >
      <summary>{words.title}</summary>
      <p>{words.help}</p>
      <FileButton id="table-file" label={words.open} accept=".csv,.tsv,.txt,text/csv" onFile={open} />
      <label class="field">
        <span>{words.paste}</span>
        <textarea
          data-testid="table-text"
          rows={3}
          spellcheck={false}
          aria-invalid={fault !== null}
          aria-describedby={message}
          onInput={({ currentTarget: { value } }) =>
            value.trim() === "" ? setFault(null) : take(Promise.resolve(value), words.pasted)
          }
        />
      </label>
      <p class="wrong" id={message} data-testid="table-fault">
        {fault}
      </p>
      {read && (
        <Roles
          read={read}
          texts={texts}
          onRoles={(roles) => setRead({ ...read, roles })}
          onTake={() => {
            const refused = takeTable(read);
            setFault(refused);
            if (refused === null) setRead(null);
          }}
        />
      )}
    </details>
  );
}

interface RolesProps extends Pick<ModelProps, "texts"> {
  readonly read: ReadTable;
  onRoles(roles: readonly Role[]): void;
  onTake(): void;
}

/** The data have less room than that. */
const bringIntoView = (form: HTMLElement | null): void => form?.scrollIntoView({ block: "nearest" });

/** What each column of a table is to be. */
function Roles({ read: { table, roles }, texts, onRoles, onTake }: RolesProps): JSX.Element {
  const words = texts.views.table;
  return (
    <fieldset ref={bringIntoView}>
      <legend>{words.roles(table.size)}</legend>
      {table.columns.map((column, i) => (
        <Choice
          key={column}
          id={`role-${i}`}
          label={column}
          value={roles[i]!}
          choices={words.choices}
          onChoice={(role) => onRoles(roles.with(i, role))}
        />
      ))}
      <button type="button" class="main" data-testid="btn-take-table" onClick={onTake}>
        {words.take}
      </button>
    </fieldset>
  );
}
