import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Blank } from "../../scene/derivation/blanks.js";
import { MOST_LETTERS } from "../../state/limits.js";
import type { RegionProps } from "../props.js";

type FilledProps = { readonly blank: Blank } & Pick<RegionProps, "send" | "texts">;

/** A number to be found, and whether it is, once that was asked. */
export function Filled({ blank: { id, name, typed, verdict, told }, texts, send }: FilledProps): JSX.Element {
  const { blanks } = texts.views;
  // What is being typed, until it is checked, or something else is asked for or taken back.
  const [draft, setDraft] = useState({ of: "", text: "" });
  const of = `${id} ${typed}`;
  const text = draft.of === of ? draft.text : typed;
  const verify = (answer: string): void => send({ kind: "answer", id, text: answer });
  return (
    <span class="blank">
      <input
        inputMode="decimal"
        size={7}
        maxLength={MOST_LETTERS}
        data-testid={`blank-${name}`}
        aria-label={blanks.fill(name)}
        aria-invalid={verdict === "wrong"}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setDraft({ of: `${id} `, text: value });
          // What was said of another number isn't said of this one. After the draft, which is drawn with it: the caret stays.
          if (typed !== "") verify("");
        }}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && verify(currentTarget.value)}
      />{" "}
      <button type="button" aria-label={`${blanks.check} ${name}`} onClick={() => verify(text)}>
        {blanks.check}
      </button>{" "}
      {verdict !== "empty" && <span class={verdict}>{told}</span>}
    </span>
  );
}
