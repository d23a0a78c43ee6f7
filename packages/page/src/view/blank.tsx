import type { JSX } from "preact";
import type { Blank } from "../scene/blanks.js";
import type { RegionProps } from "./props.js";

type FilledProps = { readonly blank: Blank; readonly wrong?: string } & Pick<RegionProps, "send" | "texts">;

/** A number to be found, and whether it is. */
export function Filled({ blank: { id, name, typed, verdict }, wrong, texts, send }: FilledProps): JSX.Element {
  const { blanks } = texts.views;
  return (
    <span class="blank">
      <input
        inputMode="decimal"
        size={7}
        data-testid={`blank-${name}`}
        aria-label={blanks.fill(name)}
        aria-invalid={verdict === "wrong"}
        value={typed}
        onChange={(event) => send({ kind: "answer", id, text: event.currentTarget.value })}
      />{" "}
      {verdict !== "empty" && (
        <span class={verdict}>{verdict === "wrong" ? (wrong ?? blanks.wrong) : blanks.right}</span>
      )}
    </span>
  );
}
