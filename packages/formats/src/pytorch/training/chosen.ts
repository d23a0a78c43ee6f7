import type { Network, PartParameter } from "@nn/core/component";
import type { PlacedTensor } from "../layout.js";
import { textText } from "../python/texts.js";

/** All parameters of a network, as what chooses some of them is given each. */
export function partsOf({ stack }: Network): PartParameter[] {
  return stack.allPlaces.flatMap(({ parameters }) =>
    parameters.map(({ fullName, shape, role = "weight", size }) => ({ fullName, shape, role, size })),
  );
}

/** Some of the parameters of a program's network, by the names that PyTorch has for them. */
export function chosenText(
  network: Network,
  tensors: readonly PlacedTensor[],
  of: (parameter: PartParameter) => boolean,
): string {
  const chosen = new Set(
    partsOf(network)
      .filter(of)
      .map(({ fullName }) => fullName),
  );
  const names = tensors.flatMap(({ name, layout }) =>
    layout?.what === "parameters" && chosen.has(layout.of.fullName) ? [textText(name)] : [],
  );
  return `chosen({${names.join(", ")}})`;
}

/** The function that a program picks them with. */
export const CHOSEN = `

    def chosen(names):
        return [named[name] for name in named if name in names]
`;
