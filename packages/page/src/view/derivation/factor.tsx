import type { JSX } from "preact";
import type { ChainRow } from "../../scene/derivation/chain.js";
import { Written } from "../controls/number.js";
import type { RegionProps } from "../props.js";
import { Filled } from "./blank.js";

type FactorProps = { readonly row: ChainRow; readonly isLit: boolean } & Pick<RegionProps, "send" | "texts">;

/** A factor of the chain: its symbol, its formula, its numbers, its value. */
export function FactorLine({ row, isLit, texts, send }: FactorProps): JSX.Element {
  const { id, symbol, formulas, substituted, value, blank } = row;
  const light = (): void => send({ kind: "light", id });
  return (
    // Who has no mouse can point at a factor as well.
    <li
      tabIndex={0}
      data-testid={id}
      data-value={blank ? undefined : String(value.value)}
      data-highlight={isLit || undefined}
      onFocus={light}
      onBlur={() => send({ kind: "light", id: null })}
      onClick={light}
    >
      <Written html={symbol} />
      <span class="sides">
        {[...formulas, ...(substituted === null ? [] : [substituted])].map((side) => (
          <span key={side}>
            = <Written html={side} />
          </span>
        ))}
        <span>= {blank ? <Filled blank={blank} texts={texts} send={send} /> : <strong>{value.text}</strong>}</span>
      </span>
    </li>
  );
}
