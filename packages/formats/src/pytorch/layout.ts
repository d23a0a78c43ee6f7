import {
  type Arrangement,
  arranged,
  type FloatArray,
  type LayerTensor,
  OptionError,
  type Place,
  type PlacedParameter,
  type PyTorchTensor,
  type Shape,
  ShapeError,
  show,
  sizeOf,
} from "@nn/core/component";

/** A tensor in its place. */
export interface PlacedTensor {
  /** PyTorch's name for it: `"2.weight"`. */
  readonly name: string;
  /** The layer that it belongs to. */
  readonly place: Place;
  /** Which of the layer's numbers it has; none, if it is a count. */
  readonly layout?: TensorLayout;
  /** Whether it is added to the tensor that has those numbers. */
  readonly isAdded?: boolean;
  readonly count?: number;
}

/** Which numbers of a layer a tensor has. */
interface TensorLayout {
  readonly of: PlacedParameter;
  readonly what: "parameters" | "state";
  readonly shape: Shape;
  /** For each number of the tensor, the index of that of the layer; below 0 where it is 0. */
  readonly indices: FloatArray;
}

/**
 * Where the numbers of a module's tensors lie in the layer.
 *
 * @param prefix - What PyTorch's names begin with: `"2."`.
 * @param inputs - For each of the numbers that the module takes, where it lies among those that the layer takes, if that differs.
 * @throws OptionError for numbers that the layer hasn't.
 */
export function placedTensors(
  place: Place,
  prefix: string,
  tensors: Readonly<Record<string, PyTorchTensor>>,
  inputs: Float64Array | undefined,
): PlacedTensor[] {
  const layouts = new Map<string, TensorLayout>();
  for (const [name, tensor] of Object.entries(tensors)) {
    if ("parameter" in tensor || "state" in tensor) layouts.set(name, layoutOf(place, name, tensor, inputs));
  }
  return Object.entries(tensors).map(([own, tensor]) => {
    const name = prefix + own;
    if ("count" in tensor) return { name, place, count: tensor.count };
    const isAdded = "addedTo" in tensor;
    const layout = layouts.get(isAdded ? tensor.addedTo : own);
    if (layout !== undefined) return { name, place, layout, isAdded };
    const { addedTo } = tensor as { addedTo: string };
    throw new OptionError(
      `${place.label}: pytorch names the tensor ${show(addedTo)}, which has no numbers of the layer.`,
    );
  });
}

/**
 * Refuses tensors that leave out numbers of a layer, or have some twice.
 *
 * @throws OptionError that names the first one.
 */
export function checkComplete(place: Place, tensors: readonly PlacedTensor[]): void {
  for (const of of [...place.parameters, ...place.state]) {
    const times = new Float64Array(of.size);
    for (const { layout, isAdded } of tensors) {
      if (layout?.of !== of || isAdded) continue;
      for (const index of layout.indices) if (index >= 0) times[index]!++;
    }
    const at = times.findIndex((count) => count !== 1);
    if (at < 0) continue;
    throw new OptionError(
      `${place.label}: each number of its ${show(of.name)} must be in one tensor for PyTorch, but number ${at}, from 0, is in ${times[at] === 0 ? "none" : times[at]}.`,
    );
  }
}

function layoutOf(
  { label, ...place }: Place,
  name: string,
  { inputs: axis, ...operand }: LayerTensor,
  inputs: Float64Array | undefined,
): TensorLayout {
  const { parameter, state, ...arrangement } = operand as { parameter?: string; state?: string } & Arrangement;
  const [what, own] = parameter !== undefined ? (["parameters", parameter] as const) : (["state", state] as const);
  const of = place[what].find((one) => one.name === own);
  if (of === undefined) {
    throw new OptionError(
      `${label}: pytorch names the ${what === "state" ? what : "parameter"} ${show(own)}, which there isn't.`,
    );
  }
  // From 1 on, as what is added are zeros.
  const numbered = Float64Array.from({ length: of.size }, (_, i) => i + 1);
  const { values, shape } = inPlace(label, () => arranged(numbered, of.shape, arrangement));
  for (let i = 0; i < values.length; i++) values[i]! -= 1;
  if (axis === undefined || (inputs === undefined && axis < shape.length)) return { of, what, shape, indices: values };
  if (inputs !== undefined && shape[axis] === inputs.length) {
    return { of, what, shape, indices: along(values, shape, axis, inputs) };
  }
  const has = axis < shape.length ? `has ${shape[axis]}` : `the tensor has ${shape.length}`;
  throw new ShapeError(
    `${label}: dimension ${axis} of its tensor ${name} must be along the numbers that it takes${inputs ? `, ${inputs.length}` : ""}, but ${has}.`,
  );
}

/** Says where, if what a layer says of its numbers is wrong. */
function inPlace<T>(label: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof OptionError) error.message = `${label}: ${error.message}`;
    throw error;
  }
}

/** The numbers with one dimension in another order. */
function along(values: FloatArray, shape: Shape, axis: number, order: Float64Array): FloatArray {
  const inner = sizeOf(shape.slice(axis + 1));
  const length = shape[axis]!;
  return values.map((_, i) => {
    const at = Math.floor(i / inner) % length;
    return values[i + (order[at]! - at) * inner]!;
  });
}
