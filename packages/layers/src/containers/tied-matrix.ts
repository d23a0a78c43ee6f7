import { type Layer, resolveStack, type Shape, ShapeError, show } from "@nn/core/component";

/** A matrix that is used twice: [units, inner]. */
export interface Sizes {
  /** The first layer's name for it. */
  readonly name: string;
  /** How many outputs there are when it is used again. */
  readonly units: number;
  /** How many numbers it is multiplied by then. */
  readonly inner: number;
}

/** The first parameter of a layer. @throws ShapeError for one that is no matrix. */
export function matrixOf(first: Layer, input: Shape): Sizes {
  const [name, spec] = Object.entries(first.parameters(input))[0] ?? [];
  const [units, inner, ...more] = spec?.shape ?? [];
  if (name !== undefined && units !== undefined && inner !== undefined && more.length === 0)
    return { name, units, inner };
  const has = name === undefined ? "has none" : `has ${show(name)} of the shape [${spec?.shape.join(", ")}]`;
  throw new ShapeError(
    `the first parameter of its first layer must be a matrix, as that of Dense and of Embedding is, but ${first.name} ${has}.`,
  );
}

/** The shape of what the matrix is multiplied by when it is used again: that of h. */
export function codeOf({ body }: { readonly body: readonly Layer[] }, input: Shape): Shape {
  return resolveStack(body, input).outputShape;
}
