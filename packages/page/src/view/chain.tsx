import type { JSX } from "preact";
import type { ChainPart, ChainRow, ChainScene } from "../scene/chain.js";
import { Choice, NumberField } from "./fields.js";
import { Numeral, Written } from "./number.js";
import type { RegionProps } from "./props.js";

/** V5: where the gradient of the selected parameter comes from, and where it leads. */
export function Chain(props: RegionProps): JSX.Element {
  const { scene, state, texts, send } = props;
  const { look } = state;
  const { chain, parameter } = scene;
  return (
    <section class="chain" data-testid="region-v5" aria-labelledby="chain-title">
      <h2 id="chain-title">{texts.labels.chain}</h2>
      <div class="choices">
        <Choice
          id="detail"
          label={texts.labels.detail}
          value={look.detail}
          choices={texts.details}
          onChoice={(detail) => send({ kind: "look", change: { detail } })}
        />
        <Choice
          id="rounding"
          label={texts.labels.rounding}
          value={look.rounding}
          choices={texts.roundings}
          onChoice={(rounding) => send({ kind: "look", change: { rounding } })}
        />
        <NumberField
          id="value"
          label={texts.valueOf(parameter.name)}
          text={parameter.text}
          expected={texts.anyNumber}
          isRight={() => true}
          onNumber={(value) => send({ kind: "edit", parameter: parameter.name, value })}
        />
      </div>
      {chain ? <Told {...props} chain={chain} /> : <p>{texts.noChain}</p>}
    </section>
  );
}

function Told({ chain, scene, texts, send }: RegionProps & { chain: ChainScene }): JSX.Element {
  return (
    <>
      <p class="asked">
        <Written html={chain.title} />
      </p>
      {chain.parts.map((part) => (
        <Part key={part.title} part={part} scene={scene} texts={texts} send={send} />
      ))}
      <p class="result">
        {chain.isSum ? texts.sum : texts.product} = <Numeral shown={chain.gradient} id="gradient" />
      </p>
      {chain.byHand && <p>{chain.byHand}</p>}
      <p data-testid="numeric-check" data-value={String(chain.check.value)}>
        {chain.check.text} {chain.check.kink}
      </p>
      <h3>{texts.update}</h3>
      {chain.update.map((html) => (
        <p key={html}>
          <Written html={html} />
        </p>
      ))}
      <p class="result">
        {texts.after(scene.parameter.name)} = <Numeral shown={chain.after} id="update" />
      </p>
    </>
  );
}

function Part({ part, scene, texts, send }: { part: ChainPart } & Omit<RegionProps, "state">): JSX.Element {
  return (
    <>
      {part.title && <h3>{part.title}</h3>}
      <ol class="factors">
        {part.rows.map((row) => (
          <Line key={row.id} row={row} isLit={scene.litFactors.includes(row.id)} send={send} />
        ))}
      </ol>
      {part.title && part.product && (
        <p>
          {texts.product} = <Numeral shown={part.product} />
        </p>
      )}
    </>
  );
}

function Line({ row, isLit, send }: { row: ChainRow; isLit: boolean } & Pick<RegionProps, "send">): JSX.Element {
  const { id, symbol, formula, substituted, value } = row;
  const light = (): void => send({ kind: "light", id });
  return (
    // Who has no mouse can point at a factor as well.
    <li
      tabIndex={0}
      data-testid={id}
      data-value={String(value.value)}
      data-highlight={isLit || undefined}
      onFocus={light}
      onBlur={() => send({ kind: "light", id: null })}
      onClick={light}
    >
      <Written html={symbol} />
      <span class="sides">
        {formula && (
          <span>
            = <Written html={formula} />
          </span>
        )}
        {substituted && (
          <span>
            = <Written html={substituted} />
          </span>
        )}
        <span>
          = <strong>{value.text}</strong>
        </span>
      </span>
    </li>
  );
}
