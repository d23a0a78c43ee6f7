import type { JSX } from "preact";
import type { Region } from "../../state/state.js";
import type { ModelProps } from "../props.js";
import { Choice } from "./fields.js";

const DIGITS = { 3: "3", 4: "4", 5: "5", 6: "6" } as const;

/** What lies over the page closes when something else there is pressed or reached. */
function closing(details: HTMLDetailsElement | null): (() => void) | undefined {
  if (!details) return undefined;
  const listening = new AbortController();
  const leave = ({ target }: Event): void => {
    if (!details.contains(target as Node)) details.open = false;
  };
  for (const kind of ["pointerdown", "focusin"]) addEventListener(kind, leave, { signal: listening.signal });
  return () => listening.abort();
}

/** How the page looks, and what of it a teacher's link shows. */
export function LookSettings({
  state: { look, sheet },
  texts,
  send,
  tools,
}: Pick<ModelProps, "state" | "texts" | "send" | "tools">): JSX.Element {
  const { settings } = texts.views;
  const toggle = (region: Region): void => {
    const others = look.hidden.filter((other) => other !== region);
    const hidden = others.length < look.hidden.length ? others : [...others, region];
    send({ kind: "look", change: { hidden } });
  };
  return (
    <details
      class="settings"
      ref={closing}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== "Escape") return;
        currentTarget.open = false;
        currentTarget.querySelector("summary")!.focus();
      }}
    >
      <summary>{settings.title}</summary>
      <div class="panel">
        <Choice
          id="theme"
          label={texts.labels.theme}
          value={look.theme}
          choices={texts.themes}
          onChoice={(theme) => send({ kind: "look", change: { theme } })}
        />
        <Choice
          id="digits"
          label={texts.labels.digits}
          value={String(look.digits) as "4"}
          choices={DIGITS}
          onChoice={(digits) => send({ kind: "look", change: { digits: Number(digits) } })}
        />
        <Choice
          id="size"
          label={settings.size.label}
          value={look.size}
          choices={settings.size.choices}
          onChoice={(size) => send({ kind: "look", change: { size } })}
        />
        <fieldset>
          <legend>{settings.teacher}</legend>
          {(Object.entries(settings.regions) as [Region, string][]).map(([region, name]) => (
            <label key={region} class="checked">
              <input
                type="checkbox"
                data-testid={`shows-${region}`}
                checked={!look.hidden.includes(region)}
                onChange={() => toggle(region)}
              />{" "}
              {name}
            </label>
          ))}
        </fieldset>
        {sheet && (
          <button type="button" data-testid="btn-print-key" onClick={() => tools.print("key")}>
            {texts.views.sheet.print.key}
          </button>
        )}
      </div>
    </details>
  );
}
