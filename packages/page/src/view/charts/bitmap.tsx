import type { JSX } from "preact";
import type { Picture } from "../../scene/network/picture.js";

/** A picture alone, as large as its style says, or at its place in a drawing. */
export function Bitmap({ picture: { label, side, dots, corner } }: { readonly picture: Picture }): JSX.Element {
  return (
    <svg class="bitmap" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} {...corner}>
      <rect class="ground" width={side} height={side} />
      {dots.map(({ x, y, shade }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={1} height={1} fill-opacity={shade} />
      ))}
    </svg>
  );
}
