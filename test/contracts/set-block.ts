import type { Sequential } from "@nn/core";

/** Sets all parameters of a network, which lie one after another in a block. */
export function setBlock(network: Sequential, block: ArrayLike<number>): void {
  const numbers = Array.from(block);
  const parameters = network.stack.places.flatMap(({ parameters }) => parameters);
  network.setParameters(
    Object.fromEntries(
      parameters.map(({ fullName, offset, size }) => [fullName, numbers.slice(offset, offset + size)]),
    ),
  );
}
