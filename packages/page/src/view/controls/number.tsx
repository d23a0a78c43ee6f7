import type { JSX } from "preact";
import type { Shown } from "../../scene/words.js";

/** A number as it is read, which carries all its digits. */
export function Numeral({ shown, id }: { shown: Shown; id?: string }): JSX.Element {
  return (
    <span class="number" data-testid={id} data-value={String(shown.value)}>
      {shown.text}
    </span>
  );
}

/** MathML that @nn/explain has written: nothing of a reader's is in it but its numbers. */
export function Written({ html }: { html: string }): JSX.Element {
  return <span class="written" dangerouslySetInnerHTML={{ __html: html }} />;
}
