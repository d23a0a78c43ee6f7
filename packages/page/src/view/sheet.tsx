import type { JSX } from "preact";
import { Numeral, Written } from "./controls/number.js";
import { Filled } from "./derivation/blank.js";
import type { ModelProps } from "./props.js";

/** A worksheet that is filled in, or printed. */
export function Sheet({ scene: { sheet }, texts, send, tools }: ModelProps): JSX.Element | null {
  if (sheet === null) return null;
  const words = texts.views.sheet;
  return (
    <section class="sheet" data-testid="region-sheet" aria-labelledby="sheet-title">
      <h2 id="sheet-title">{sheet.title}</h2>
      {sheet.task.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <Written html={sheet.given} />
      </p>
      <ol>
        {sheet.rows.map(({ symbol, formula, written, blank }) => (
          <li key={blank.id} data-testid={blank.id.replace(" ", "-")}>
            <span class="sides">
              {symbol ? <Written html={symbol} /> : blank.name}
              {formula && (
                <span>
                  = <Written html={formula} />
                </span>
              )}
              {written && (
                <span>
                  = <Numeral shown={written} />
                </span>
              )}
              <span>
                {written ? "→" : "="} <Filled blank={blank} texts={texts} send={send} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p class="result">
        {sheet.result} {words.code} <strong data-testid="sheet-code">{sheet.code}</strong>
      </p>
      <p class="buttons">
        <button type="button" data-testid="btn-print-exercises" onClick={() => tools.print("exercises")}>
          {words.print.exercises}
        </button>
      </p>
      {sheet.isSolved && (
        <button type="button" class="main" data-testid="btn-leave-sheet" onClick={() => send({ kind: "leaveSheet" })}>
          {words.leave}
        </button>
      )}
    </section>
  );
}
