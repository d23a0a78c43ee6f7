import type { Chain } from "../chain.js";
import type { ParameterName } from "../names.js";

/** A parameter, and the links that it acts in: one, or several that share it. */
export interface Origin {
  readonly name: string;
  readonly parameter: ParameterName;
  /** The first link that it acts in. */
  readonly first: number;
}

export function originOf({ links }: Chain, parameter: ParameterName): Origin {
  return { name: parameter.name, parameter, first: links.findIndex((link) => link.has(parameter)) };
}
