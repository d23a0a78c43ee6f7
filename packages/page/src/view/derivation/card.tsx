import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardScene } from "../../scene/derivation/card.js";
import type { PlateauScene } from "../../scene/plateau.js";
import { SHOWN } from "../../state/questions.js";
import type { RegionProps } from "../props.js";

/** What a section of the lab is about; its question comes before its numbers. */
export function Card({ scene: { card, plateau }, texts, send }: RegionProps): JSX.Element {
  const { section, texts: told, answer, next, isElsewhere } = card;
  const words = texts.views.card;
  // What isn't said keeps its place: where a point is drawn, nothing may jump.
  const unsaid = isElsewhere ? "unsaid" : undefined;
  return (
    <section class="card" data-testid="region-v10" aria-labelledby="card-title">
      <div>
        <h2 id="card-title">
          {section} · {told.title}
        </h2>
        {plateau ? (
          <Plateau plateau={plateau} send={send} />
        ) : card.cancellation ? (
          <p data-testid="cancellation">{card.cancellation}</p>
        ) : (
          <>
            <p>{told.goal}</p>
            <p class={unsaid}>
              <strong>{words.watch}</strong> {told.watch}
            </p>
          </>
        )}
      </div>
      <div class="stacked">
        <div class={unsaid}>
          {answer === null ? (
            <Question key={section} card={card} texts={texts} send={send} />
          ) : (
            <Answered card={card} texts={texts} />
          )}
        </div>
        {isElsewhere && (
          <div>
            <p data-testid="elsewhere">{words.elsewhere}</p>
            <button type="button" data-testid="btn-again" onClick={() => send({ kind: "section", section })}>
              {words.again(section)}
            </button>
          </div>
        )}
      </div>
      <div class="more">
        <details key={section} class={unsaid}>
          <summary>{words.more}</summary>
          <p>
            <strong>{words.byHand}</strong> {told.byHand}
          </p>
          <p>
            <strong>{words.mistake}</strong> {told.mistake}
          </p>
        </details>
        {next && (
          <button type="button" data-testid="btn-next" onClick={() => send({ kind: "section", section: next })}>
            {words.next(next)}
          </button>
        )}
      </div>
    </section>
  );
}

function Plateau({
  plateau: { text, wider },
  send,
}: { readonly plateau: PlateauScene } & Pick<RegionProps, "send">): JSX.Element {
  return (
    <p data-testid="plateau">
      <strong>{text}</strong>{" "}
      {wider && (
        <button type="button" data-testid="btn-wider" onClick={() => send({ kind: "model", change: wider.change })}>
          {wider.text}
        </button>
      )}
    </p>
  );
}

interface CardProps extends Pick<RegionProps, "texts"> {
  readonly card: CardScene;
}

function Question({ card, texts, send }: CardProps & Pick<RegionProps, "send">): JSX.Element {
  const [chosen, choose] = useState<string | null>(null);
  const { texts: told, section } = card;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) send({ kind: "reveal", answer: chosen });
      }}
    >
      <fieldset>
        <legend>{told.question}</legend>
        {Object.entries(told.choices).map(([id, name]) => (
          <label key={id} class="checked">
            <input
              type="radio"
              name={`question-${section}`}
              data-testid={`choice-${id}`}
              checked={chosen === id}
              onChange={() => choose(id)}
            />{" "}
            {name}
          </label>
        ))}
      </fieldset>
      <p class="buttons">
        <button type="submit" class="main" data-testid="btn-answer" disabled={chosen === null}>
          {texts.views.card.answer}
        </button>
        <button type="button" data-testid="btn-reveal" onClick={() => send({ kind: "reveal", answer: SHOWN })}>
          {texts.views.card.show}
        </button>
      </p>
      <details>
        <summary>{texts.views.card.hint}</summary>
        <p>{told.hint}</p>
      </details>
    </form>
  );
}

function Answered({ card, texts }: CardProps): JSX.Element {
  return (
    <div data-testid="answer">
      <p>
        <strong>{texts.views.card.question}</strong> {card.texts.question}
      </p>
      <p>
        {card.verdict && <strong data-testid="verdict">{card.verdict} </strong>}
        {card.texts.because}
      </p>
    </div>
  );
}
