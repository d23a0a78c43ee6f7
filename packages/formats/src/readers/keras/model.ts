import { DataError, show } from "@nn/core/component";
import { type Fields, fieldsOf, listOf, textIn } from "../checked.js";

/** A layer as a model's file has it. */
export interface ModelLayer {
  readonly className: string;
  readonly name: string;
  /** How many layers of the same class are before it. */
  readonly number: number;
  /** `The Keras model's layer 2 (Dense "dense_1")`. */
  readonly what: string;
  readonly config: Fields;
}

/** A stack of layers as a file has it. */
export interface Model {
  /** Those behind the input. */
  readonly layers: readonly ModelLayer[];
  /** Where the file may say the shape of an example, the batch's size in front: the likeliest first. */
  readonly inputShapes: readonly unknown[];
}

const WHAT = "The Keras model";
const MOST_LAYERS = 10_000;

/** @throws DataError for what is no stack of layers. */
export function modelOf(value: unknown): Model {
  const model = fieldsOf(value, WHAT);
  if (model.class_name !== "Sequential") {
    throw new DataError(
      `${WHAT} is of the class ${show(model.class_name)}, which isn't read: it must be "Sequential".`,
    );
  }
  // In the first versions, the layers were all that there was.
  const config = Array.isArray(model.config)
    ? { layers: model.config as unknown }
    : fieldsOf(model.config, `${WHAT}'s config`);
  const list = listOf(config.layers, `${WHAT}'s layers`);
  if (list.length > MOST_LAYERS)
    throw new DataError(`${WHAT} has ${list.length} layers, but at most ${MOST_LAYERS} are read.`);
  const before = new Map<string, number>();
  const layers = list.map((value, place) => {
    const layer = layerOf(value, place);
    const number = before.get(layer.className) ?? 0;
    before.set(layer.className, number + 1);
    return { ...layer, number };
  });
  const [first] = layers;
  const shapes = [first?.config.batch_shape, first?.config.batch_input_shape, (config as Fields).build_input_shape];
  return { layers: first?.className === "InputLayer" ? layers.slice(1) : layers, inputShapes: shapes };
}

/** What a layer has in itself is given in its place; the weights are in the file under the name of the outer one. */
export function layerWithin({ what, config }: ModelLayer): Pick<ModelLayer, "className" | "config"> {
  return layerIn(fieldsOf(config.layer, `${what}: layer`), `${what}: layer`);
}

function layerOf(value: unknown, place: number): Omit<ModelLayer, "number"> {
  const what = `${WHAT}'s layer ${place}`;
  const { className, config } = layerIn(fieldsOf(value, what), what);
  const name = textIn(config.name ?? className, `${what}: name`);
  return { className, name, what: `${what} (${show(className).slice(1, -1)} ${show(name)})`, config };
}

function layerIn(layer: Fields, what: string): Pick<ModelLayer, "className" | "config"> {
  const className = textIn(layer.class_name, `${what}: class_name`);
  return { className, config: fieldsOf(layer.config, `${what}: config`) };
}
