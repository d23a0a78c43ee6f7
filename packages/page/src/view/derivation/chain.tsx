import type { JSX } from "preact";
import type { ChainPart, ChainScene } from "../../scene/derivation/chain.js";
import { Choice } from "../controls/fields.js";
import { Numeral, Written } from "../controls/number.js";
import type { ModelProps, RegionProps } from "../props.js";
import { Filled } from "./blank.js";
import { FactorLine } from "./factor.js";

/** Where the gradient of the selected parameter comes from, and where it leads. */
export function Chain(props: ModelProps): JSX.Element {
  const { scene, state, texts, send, tools } = props;
  const { look } = state;
  const { chain, move } = scene;
  return (
    <section class="chain" data-testid="region-v5" aria-labelledby="chain-title">
      <div class="title">
        <h2 id="chain-title">{texts.labels.chain}</h2>
        {chain && (
          <p class="asked">
            <Written html={chain.title} />
          </p>
        )}
      </div>
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
        <Choice
          id="values"
          label={texts.views.blanks.label}
          value={look.values}
          choices={texts.views.blanks.choices}
          onChoice={(values) => send({ kind: "look", change: { values } })}
        />
      </div>
      {scene.longBatch && <p class="note">{scene.longBatch}</p>}
      {chain ? <Told {...props} chain={chain} /> : <p>{texts.noChain}</p>}
      {/* The gradients of the last update are a step back. */}
      {move && (
        <p>
          {move.still}{" "}
          <button type="button" data-testid="btn-why" onClick={tools.why}>
            {move.why}
          </button>
        </p>
      )}
    </section>
  );
}

function Told({ chain, scene, texts, send }: RegionProps & { chain: ChainScene }): JSX.Element {
  return (
    <>
      {chain.parts.map((part) => (
        <Part key={part.title} part={part} chain={chain} scene={scene} texts={texts} send={send} />
      ))}
      <p class="result">
        {chain.isSum ? texts.sum : texts.product} ={" "}
        {chain.gradientBlank ? (
          <Filled blank={chain.gradientBlank} texts={texts} send={send} />
        ) : (
          <Numeral shown={chain.gradient} id="gradient" />
        )}
      </p>
      {chain.isSolved ? <Followed chain={chain} scene={scene} texts={texts} /> : <p>{texts.views.blanks.rest}</p>}
    </>
  );
}

/** What follows from a gradient. */
function Followed({ chain, scene, texts }: { chain: ChainScene } & Pick<RegionProps, "scene" | "texts">): JSX.Element {
  return (
    <>
      {chain.byHand && <p>{chain.byHand}</p>}
      <p data-testid="numeric-check" data-value={String(chain.check.value)}>
        {chain.check.text} {chain.check.kink}
      </p>
      {scene.notes.map(({ kind, html }) => (
        <p key={html} class="note" data-testid={`note-${kind}`}>
          <Written html={html} />
        </p>
      ))}
      <div class="title">
        <h3>{chain.updateTitle}</h3>
        <p class="result">
          {texts.after(scene.parameter.name)} = <Numeral shown={chain.after} id="update" />
        </p>
      </div>
      {chain.update.map((html) => (
        <p key={html}>
          <Written html={html} />
        </p>
      ))}
      {chain.still && <p>{chain.still}</p>}
    </>
  );
}

type PartProps = { part: ChainPart; chain: ChainScene } & Pick<RegionProps, "scene" | "texts" | "send">;

function Part({ part, chain, scene, texts, send }: PartProps): JSX.Element {
  return (
    <>
      {part.title && <h3>{part.title}</h3>}
      <ol class="factors">
        {part.rows.map((row) => (
          <FactorLine key={row.id} row={row} isLit={scene.litFactors.includes(row.id)} texts={texts} send={send} />
        ))}
      </ol>
      {part.title && part.product && chain.isSolved && (
        <p>
          {texts.product} = <Numeral shown={part.product} />
        </p>
      )}
    </>
  );
}
